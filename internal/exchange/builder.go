package exchange

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"guwah.example/guwah"
)

// named adds the forms of a name in a cell.
func (b *builder) named(f field, cell string) {
	if several(cell) {
		b.doubt(f.what, "it may name several people, and nothing was parted: give each a row, or part them when the record is opened")
	}
	for _, name := range namesIn(cell, f.part) {
		if f.subject == "alias" {
			name.Kind = "alias"
		}
		same := func(c Claim) bool { return c.Name.Value == name.Value }
		if !slices.ContainsFunc(b.row.Record.Claims, same) {
			b.row.Record.Claims = append(b.row.Record.Claims, Claim{Predicate: string(guwah.PredName), Name: &name})
		}
	}
}

// claim is the row's claim with this predicate; the second detention of a row is another than the first.
func (b *builder) claim(predicate, which string) *Claim {
	key := predicate + which
	if b.claims[key] == nil {
		b.claims[key] = &Claim{Predicate: predicate}
		b.order = append(b.order, key)
	}
	return b.claims[key]
}

// said puts a value into the claim it belongs to.
func (b *builder) said(f field, head, value string) {
	if f.split == "" {
		b.part(b.claim(f.subject, f.which), f, head, value)
		return
	}
	for i, one := range strings.Split(value, f.split) {
		if one = guwah.CleanLine(one); one != "" {
			b.part(b.claim(f.subject, fmt.Sprintf("%s %d", f.which, i)), f, head, one)
		}
	}
}

func (b *builder) part(c *Claim, f field, head, value string) {
	silent := f.part == "" && slices.Contains(unknowns, foldWords(value)) || (f.part == "" || f.part == "when") && denied(value)
	if silent && slices.Contains(happenings, c.Predicate) {
		b.note(head, value)
		if f.part == "" && denied(value) {
			b.denied[f.subject+f.which] = true
		}
		return
	}
	switch f.part {
	case "when":
		c.When = b.dateIn(head, value)
	case "place":
		c.Place = value
	case "text":
		c.Text = value
	case "term":
		term, whole := termOf(value)
		switch c.Term = term; {
		case slices.Contains(noName, strings.ToLower(value)):
		case term != "" && !whole && c.Text == "":
			c.Text = value
		case !whole:
			b.note(head, value)
		}
		if term == "" && !slices.Contains(noName, strings.ToLower(value)) && !slices.Contains(unknowns, foldWords(value)) && !denied(value) {
			b.doubt(f.what, "the length of a sentence could not be read; the words are kept as a note")
		}
	default:
		b.value(c, head, value)
	}
}

// value is what stands in a predicate's own column: a date of birth, a code in whatever case or language, or words.
func (b *builder) value(c *Claim, head, value string) {
	switch code, known := meaning(c.Predicate, value); {
	case slices.Contains(turns, c.Predicate) && hedged(value):
		b.note(head, value)
		b.doubt(c.Predicate, fmt.Sprintf("%q is not said for certain; it is kept as a note", value))
	case c.Predicate == string(guwah.PredBirth):
		if agedWords.MatchString(value) && ageWords.MatchString(strings.ToLower(value)) {
			b.ageTold("", head, value)
			return
		}
		c.Born = b.dateIn(head, value)
	case known:
		c.Code = code
	case c.Predicate == string(guwah.PredSex):
		b.note(head, value)
		b.doubt("sex", fmt.Sprintf("%q is none of %s; it is kept as a note", value, strings.Join(guwah.ValueCodes[guwah.PredSex], " ")))
	case c.Predicate == string(guwah.PredSentenced):
		term, whole := termOf(value)
		if c.Term == "" {
			c.Term = term
		}
		if !whole {
			c.Text = value
		}
	default:
		c.Text = value
	}
}

// fate makes a claim of words on how somebody fares; its date and place are columns of their own.
func (b *builder) fate(f field, head, value string) {
	if f.part != "" {
		b.part(b.claim("status", f.which), f, head, value)
		return
	}
	made, claims, said := fates(value)
	if !claims {
		b.note(head, value)
	}
	if !said {
		b.doubt(f.what, fmt.Sprintf("what %q says of the person could not be read; it is kept as a note", value))
	}
	if claims {
		c := b.claim("status", f.which)
		made.When, made.Place = c.When, c.Place
		*c = made
	}
}

// ageTold keeps an age, or when it was so.
func (b *builder) ageTold(part, head, value string) {
	if part == "on" {
		b.ageOn = dateCell(value)
		return
	}
	b.age, b.ageHead = value, head
}

// born makes a birthday of an age where the row gives none; the age itself is kept beside it.
func (b *builder) born() {
	if b.age == "" {
		return
	}
	b.note(b.ageHead, b.age)
	if c := b.claims[string(guwah.PredBirth)]; c != nil && c.Born != "" {
		return
	}
	on := b.ageOn
	if on == "" {
		on = b.source.Published
	}
	born, read := bornFrom(b.age, on)
	switch {
	case read:
		b.claim(string(guwah.PredBirth), "").Born = born
	case on == "":
		b.doubt("age", "it is not said when this age was so: add age.on or source.published to the map; it is kept as a note")
	default:
		b.doubt("age", "it could not be read; it is kept as a note")
	}
}

// cited is one thing told of the source. Of several addresses in a cell the first is the source's, and the others are notes.
func (b *builder) cited(part, head, value string) {
	if part != "url" {
		b.source.set(part, value)
		return
	}
	for i, address := range strings.FieldsFunc(value, func(r rune) bool { return r == ' ' || r == ';' || r == '|' }) {
		if strings.HasPrefix(strings.ToLower(address), "www.") {
			address = "https://" + address
		}
		if i > 0 {
			b.note(head, address)
			continue
		}
		if _, err := guwah.ParseLink(strings.TrimSuffix(address, ",")); err != nil { // words, such as "see the article"
			b.note(head, value)
			b.doubt("source.url", "it is no web address; it is kept as a note")
			return
		}
		b.source.URL = strings.TrimSuffix(address, ",")
	}
}

// finish puts the claims into the record, in the order of the map, and lets every one rest on the row's source.
func (b *builder) finish() {
	r := &b.row.Record
	for _, key := range b.order {
		c := *b.claims[key]
		if c.Predicate == "status" {
			if c.When+c.Place != "" {
				b.note("status", strings.TrimSpace(c.When+" "+c.Place))
				b.doubt("status", "there is a date or a place, but nothing that could be read stands in status itself; it is kept as a note")
			}
			continue
		}
		if c.empty() || b.always[key] || b.undated(c) {
			continue
		}
		if b.denied[key] {
			b.note(c.Predicate, strings.TrimSpace(strings.Join([]string{c.When, c.Place, c.Term, c.Text}, " ")))
			continue
		}
		if c.Code == "" && slices.Contains(unspecified, c.Predicate) {
			c.Code = "unknown"
		}
		r.Claims = append(r.Claims, c)
	}
	r.named(b.given, b.father, b.surname)
	if b.basis == "" {
		b.basis = string(guwah.BasisMedia)
	}
	if b.source.Publisher == "" && b.source != (Source{}) {
		b.unpublished()
	}
	if b.source != (Source{}) {
		b.source.Key = "source"
		r.Sources = []Source{b.source}
	}
	for i := range r.Claims {
		r.Claims[i].Basis, r.Claims[i].Source = b.basis, b.source.Key
	}
}

// unpublished keeps what a row says of a source without saying whose it is: then no claim rests on one.
func (b *builder) unpublished() {
	s := b.source
	b.note("source", strings.Join(slices.DeleteFunc([]string{s.Author, s.Title, s.URL, s.Published}, func(part string) bool { return part == "" }), ", "))
	b.doubt("source.publisher", "the row does not say who published it, so its claims rest on no source; the rest is kept as a note")
	b.source = Source{}
}

// undated tells of a claim with nothing but a date that is none ("Released: he writes letters"): in such a column people write other things than dates.
func (b *builder) undated(c Claim) bool {
	if !slices.Contains(turns, c.Predicate) || c.When == "" || c.Code+c.Text+c.Term+c.Place != "" {
		return false
	}
	when, err := guwah.ParseDateIn(b.row.Order, c.When)
	var invalid *guwah.Invalid
	if errors.As(err, &invalid) && invalid.Kind == guwah.DateReadsTwoWays || err == nil && when.Known() {
		return false
	}
	b.note(c.Predicate+".when", c.When)
	b.doubt(c.Predicate+".when", "it could not be read as a date, and nothing else says that it happened; it is kept as a note")
	return true
}

// unspecified are the predicates whose list of codes has one for what is not said more exactly.
var unspecified = []string{string(guwah.PredHeldAt), string(guwah.PredReleased), string(guwah.PredDied)}

// empty tells whether nothing is left of a claim whose words became a note.
func (c Claim) empty() bool {
	return c.Name == nil && c.Code+c.Text+c.Born+c.Term+c.When+c.Place == ""
}

// named puts the parts of a name into the first name, or makes one of them.
func (r *Record) named(given, father, surname string) {
	if given == "" && father == "" && surname == "" {
		return
	}
	for i := range r.Claims {
		if r.Claims[i].Name != nil {
			r.Claims[i].Name.Given, r.Claims[i].Name.Father, r.Claims[i].Name.Surname = given, father, surname
			return
		}
	}
	whole := strings.Join(strings.Fields(given+" "+father+" "+surname), " ")
	name := Name{Value: whole, Lang: langOf(whole, ""), Given: given, Father: father, Surname: surname}
	r.Claims = append([]Claim{{Predicate: string(guwah.PredName), Name: &name}}, r.Claims...)
}

func (s *Source) set(part, value string) {
	switch part {
	case "publisher":
		s.Publisher = value
	case "title":
		s.Title = value
	case "author":
		s.Author = value
	case "published":
		s.Published = dateCell(value)
	case "kind":
		s.Kind = value
	case "lang":
		s.Lang = value
	}
}
