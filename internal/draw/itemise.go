package draw

import (
	"unicode"

	"github.com/go-text/typesetting/language"
)

// items cuts a paragraph into stretches that can be shaped at once, in the order they are read. Isolates are in none of them.
func (t *Typesetter) items(s *shaper, p *Paragraph, style Font, characters []styled, levels []uint8) []item {
	scripts := scriptsOf(characters)
	var all []item
	for from := 0; from < len(characters); {
		if isolating(characters[from].r) {
			from++
			continue
		}
		to := from + 1
		for to < len(characters) && !isolating(characters[to].r) && levels[to] == levels[from] &&
			scripts[to] == scripts[from] && characters[to].lang == characters[from].lang {
			to++
		}
		whole := item{from: from, to: to, level: levels[from], script: scripts[from], lang: characters[from].lang}
		all = append(all, t.splitByFace(s, p, style, characters, whole)...)
		from = to
	}
	return all
}

func isolating(r rune) bool { return isIsolate(r) || r == popIsolate }

// scriptsOf gives each character its script: what belongs to none, such as a comma, takes that of the letter before, or else after. What is plain ASCII
// counts as Latin, digits above all, so that numbers and addresses look the same in every language; spaces and brackets go with their neighbours.
func scriptsOf(characters []styled) []language.Script {
	scripts := make([]language.Script, len(characters))
	before := language.Script(0)
	for i, c := range characters {
		scripts[i] = ownScript(c.r)
		if scripts[i] == 0 {
			scripts[i] = before
		}
		before = scripts[i]
	}
	after := language.Latin
	for i := len(scripts) - 1; i >= 0; i-- {
		if scripts[i] == 0 {
			scripts[i] = after
		}
		after = scripts[i]
	}
	return scripts
}

// ownScript is the script r belongs to whatever stands around it, or 0.
func ownScript(r rune) language.Script {
	switch {
	case r > ' ' && r < unicode.MaxASCII:
		return language.Latin
	case r == '\u060c' || r == '\u061b' || r == '\u061f' || r == '\u0640':
		return language.Arabic // its comma, semicolon, question mark and stretching line
	case r >= '\u3001' && r <= '\u3011' || r >= '\uff01' && r <= '\uff5e':
		return language.Han // its full stop, comma, brackets
	}
	if script := language.LookupScript(r); script.Strong() {
		return script
	}
	return 0
}

// splitByFace chooses faces: one for a whole word wherever one has all its letters, since letters join and match only within a face; else letter by
// letter. Chinese is chosen character by character.
func (t *Typesetter) splitByFace(s *shaper, p *Paragraph, style Font, characters []styled, whole item) []item {
	candidates := t.candidates(style, whole.script)
	var all []item
	extend := func(to int, f *face) {
		if n := len(all); n > 0 && all[n-1].face == f {
			all[n-1].to = to
			return
		}
		next := whole
		if n := len(all); n > 0 {
			next.from = all[n-1].to
		}
		next.to, next.face = to, f
		all = append(all, next)
	}
	for from := whole.from; from < whole.to; {
		to := wordEnd(characters, from, whole)
		if f := s.faceFor(candidates, characters[from:to]); f != nil {
			extend(to, f)
			from = to
			continue
		}
		for from < to {
			end := letterEnd(characters, from, to)
			f := s.faceFor(candidates, characters[from:end])
			if f == nil {
				f = s.faceFor(candidates, characters[from:from+1])
				p.noteMissing(s, candidates, f, characters[from:end])
			}
			if f == nil {
				f = candidates[0]
			}
			extend(end, f)
			from = end
		}
	}
	return all
}

// noteMissing remembers which of the characters cannot be written: by f, which was chosen for the first of them, or by any if f is nil.
func (p *Paragraph) noteMissing(s *shaper, candidates []*face, f *face, letter []styled) {
	if f == nil {
		f = candidates[0]
	}
	for _, c := range letter {
		if !invisible(c.r) && !s.writes(f, c.r) {
			p.missing = append(p.missing, c.r)
		}
	}
}

// wordEnd is where the word that begins at from ends, the spaces after it included.
func wordEnd(characters []styled, from int, whole item) int {
	if whole.script == language.Han {
		return letterEnd(characters, from, whole.to)
	}
	to := from
	for to < whole.to && !unicode.IsSpace(characters[to].r) {
		to++
	}
	for to < whole.to && unicode.IsSpace(characters[to].r) {
		to++
	}
	return to
}

// letterEnd is where the letter at from ends: after its marks and joiners.
func letterEnd(characters []styled, from, limit int) int {
	to := from + 1
	for to < limit && (unicode.Is(unicode.M, characters[to].r) || invisible(characters[to].r)) {
		to++
	}
	return to
}

// faceFor returns the first face that can write all the characters, or nil.
func (s *shaper) faceFor(candidates []*face, characters []styled) *face {
	for _, f := range candidates {
		able := true
		for _, c := range characters {
			if !invisible(c.r) && !s.writes(f, c.r) {
				able = false
				break
			}
		}
		if able && s.open(f) != nil {
			return f
		}
	}
	return nil
}
