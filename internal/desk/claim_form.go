package desk

import (
	"cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// drawnIn reads the form of a claim. Which fields count depends on the predicate.
func drawnIn(f *form) register.Drawn {
	c := guwah.Claim{
		Predicate: guwah.Predicate(f.text("predicate")), When: f.date("when"), Basis: guwah.Basis(f.text("basis")), Relation: f.text("relation"),
		Origin: guwah.Origin(f.text("origin")), Source: guwah.SourceID(f.text("source")), Locator: f.line("locator"),
		Authority: guwah.AuthorityID(f.text("authority")), Reliability: f.text("reliability"), Credibility: f.text("credibility"),
		Place: guwah.Place{ID: guwah.PlaceID(f.text("place"))}, Asserted: f.day("asserted"),
	}
	c.Value = valueIn(f, &c)
	return register.Drawn{Claim: c, Source: f.source(), Accept: f.Get("accept") != ""}
}

// valueIn reads what is asserted; for a birth the date is the value.
func valueIn(f *form, c *guwah.Claim) guwah.Value {
	text, lang := f.text("text"), f.text("lang")
	switch c.Predicate {
	case guwah.PredName:
		return guwah.Value{Name: &guwah.Name{Value: f.line("text"), Lang: lang, Kind: f.text("name_kind")}}
	case guwah.PredBirth:
		v := guwah.Value{Date: c.When}
		c.When = guwah.Date{}
		return v
	case guwah.PredSentenced:
		return guwah.Value{Term: f.text("term"), Text: text, Lang: lang}
	case guwah.PredWords:
		v := guwah.Value{Text: text, Lang: lang, Texts: translationIn(f)}
		if speaker := f.line("speaker"); speaker != "" {
			v.Speaker = &guwah.Name{Value: speaker, Lang: lang}
		}
		return v
	case guwah.PredDied:
		return guwah.Value{Code: f.text("code"), Text: text, Lang: lang, OwnNotice: f.Get("own_notice") != "", RemainsSeen: f.Get("remains_seen") != ""}
	case guwah.PredRelation:
		return guwah.Value{Code: f.text("code"), Person: guwah.PersonID(f.text("other"))}
	}
	if c.Place.ID == "" {
		c.Place = guwah.Place{Text: f.line("place_text"), Lang: lang}
	}
	v := guwah.Value{Text: text, Lang: lang}
	if _, closed := guwah.ValueCodes[c.Predicate]; closed {
		v.Code = f.text("code")
	}
	return v
}

// translationIn is the team's translation of somebody's words.
func translationIn(f *form) guwah.Texts {
	texts := f.words("translation", "translation_lang")
	for i := range texts {
		texts[i].By = "team"
	}
	return texts
}

// claimForm is what the form of a claim offers.
type claimForm struct {
	Act         string
	Testimony   bool // drawn from a testimony, so that no source is asked
	Predicates  []option
	Codes       []codeGroup
	Bases       []option
	Relations   []option
	Langs       []option
	NameKinds   []option
	Places      []option
	Authorities []option
	Sources     []option
	Claims      []option // those that the new one can take the place of
	Origins     []option
	Sent        sent
}

// codeGroup is the codes of one predicate.
type codeGroup struct {
	Label string
	Codes []option
}

// nameLangs are the languages a name or words can be in.
var nameLangs = []string{"ug", "kk", "ky", "uz", "zh", "tr", "en", "ru"}

func (v voice) claimForm(d guwah.Dossier, authorities []guwah.Authority, s sent) claimForm {
	chosen := func(field string) string { return s.Value("draw", field) }
	f := claimForm{
		Act: "draw", Sent: s,
		Predicates: choices(v, "predicate", personPredicates(), chosen("predicate")),
		Bases:      choices(v, "basis", guwah.Bases, cmp.Or(chosen("basis"), string(guwah.BasisFamilyRelay))), // what most relatives say
		Relations:  choices(v, "relation", guwah.Relations, chosen("relation")),
		Langs:      choices(v, "language", nameLangs, chosen("lang")),
		NameKinds:  choices(v, "name kind", []string{"official", "self", "nickname", "alias"}, chosen("name_kind")),
	}
	for _, p := range guwah.Predicates {
		if codes, ok := guwah.ValueCodes[p]; ok && p != guwah.PredRelation {
			f.Codes = append(f.Codes, codeGroup{v.Code("predicate", string(p)), choices(v, string(p), codes, chosen("code"))})
		}
	}
	f.Codes = append(f.Codes, codeGroup{v.Code("predicate", "relation"), choices(v, "relation", guwah.Relations, chosen("code"))})
	for _, place := range guwah.Places() {
		name, _ := place.Names.In(string(v.Lang()))
		f.Places = append(f.Places, option{string(place.ID), name.Text, chosen("place") == string(place.ID)})
	}
	f.Authorities = v.authorities(authorities, chosen("authority"))
	for _, c := range d.Claims {
		if c.State == guwah.ClaimAccepted || c.State == guwah.ClaimContested {
			f.Claims = append(f.Claims, option{Value: string(c.ID), Label: v.claimInShort(c), Chosen: chosen("supersedes") == string(c.ID)})
		}
	}
	for _, s := range d.Sources {
		f.Sources = append(f.Sources, option{string(s.ID), s.Publisher + " · " + v.date(s.Published), chosen("source") == string(s.ID)})
	}
	return f
}

// claimInShort is a claim in plain text, for choices.
func (v voice) claimInShort(c guwah.Claim) string {
	said := v.Code("predicate", string(c.Predicate))
	for _, part := range []string{nameIn(c), c.Value.Text, v.date(c.When)} {
		if part != "" {
			said += " · " + part
		}
	}
	if c.Value.Code != "" {
		said += " · " + v.Code(string(c.Predicate), c.Value.Code)
	}
	return said
}

func nameIn(c guwah.Claim) string {
	if c.Value.Name == nil {
		return ""
	}
	return c.Value.Name.Value
}

func (v voice) authorities(all []guwah.Authority, chosen string) []option {
	options := make([]option, 0, len(all))
	for _, a := range all {
		name, _ := a.Names.In(string(v.Lang()))
		options = append(options, option{string(a.ID), name.Text, chosen == string(a.ID)})
	}
	return options
}

// personPredicates are those that a claim form offers: pictures have a form of their own, campaigns are not persons.
func personPredicates() []guwah.Predicate {
	var some []guwah.Predicate
	for _, p := range guwah.Predicates {
		if p != guwah.PredDepictedIn && p != guwah.PredLaunched && p != guwah.PredCounted {
			some = append(some, p)
		}
	}
	return some
}
