package serve

import (
	"bytes"
	"html/template"
	"strings"
)

// The chains of escapers that html/template puts behind a value, by where it stands.
const (
	inText      = "_html_template_htmlescaper "
	inTitle     = "_html_template_rcdataescaper "
	inAttribute = "_html_template_attrescaper "
	inAddress   = "_html_template_urlfilter _html_template_urlnormalizer _html_template_attrescaper " // the whole of an address
	inPath      = "_html_template_urlnormalizer _html_template_attrescaper "                          // the rest of one whose beginning is written in the template
	inQuery     = "_html_template_urlescaper _html_template_attrescaper "
)

// escapers escape plain strings as those chains do, or leave it to them. Their outcome is compared with html/template's for every place in TestPlansEscapeAsHTMLTemplate
// and by fuzzing.
var escapers = map[string]func(*bytes.Buffer, string){
	inText:      escapeText,
	inTitle:     escapeText,
	inAttribute: escapeText,
	inAddress: func(out *bytes.Buffer, s string) {
		if (strings.HasPrefix(s, "/") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && normal(s) {
			escapeText(out, s)
			return
		}
		address.escape(out, s)
	},
	inPath: func(out *bytes.Buffer, s string) {
		if normal(s) {
			escapeText(out, s)
			return
		}
		rest.escape(out, s)
	},
	inQuery: func(out *bytes.Buffer, s string) {
		if unreserved(s) {
			out.WriteString(s)
			return
		}
		query.escape(out, s)
	},
}

// places are small pages in which html/template itself escapes what we leave to it.
var (
	address = newPlace(`<a href="`, `">`)
	rest    = newPlace(`<a href="/`, `">`)
	query   = newPlace(`<a href="/?q=`, `">`)
)

type place struct {
	before, after string
	page          *template.Template
}

func newPlace(before, after string) place {
	return place{before, after, template.Must(template.New("").Parse(before + "{{.}}" + after))}
}

func (p place) escape(out *bytes.Buffer, s string) {
	var page strings.Builder
	_ = p.page.Execute(&page, s) // a strings.Builder takes everything
	out.WriteString(strings.TrimSuffix(strings.TrimPrefix(page.String(), p.before), p.after))
}

// entities are the bytes that html/template replaces in text and in quoted attributes, and by what.
var entities = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

func escapeText(out *bytes.Buffer, s string) {
	written := 0
	for i := range len(s) {
		if entity := entities[s[i]]; entity != "" {
			out.WriteString(s[written:i])
			out.WriteString(entity)
			written = i + 1
		}
	}
	out.WriteString(s[written:])
}

// The signs that html/template leaves as they are: in any part of an address, and in a whole one.
var (
	inAnyPart = signs("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
	inWhole   = signs("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~" + "!#$&*,/:;=?@")
)

func signs(all string) (set [256]bool) {
	for _, c := range []byte(all) {
		set[c] = true
	}
	return set
}

// unreserved tells whether html/template leaves a text as it is in any part of an address.
func unreserved(s string) bool {
	for i := range len(s) {
		if !inAnyPart[s[i]] {
			return false
		}
	}
	return true
}

// normal tells whether html/template leaves a whole address as it is.
func normal(s string) bool {
	for i := range len(s) {
		if !inWhole[s[i]] && !(s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])) {
			return false
		}
	}
	return true
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
