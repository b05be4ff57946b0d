package i18n

// SentenceGap stands between two sentences: a space, but nothing in Chinese, whose full stop brings its own.
func (p *Printer) SentenceGap() string {
	if p.Lang() == Chinese {
		return ""
	}
	return " "
}
