package site

import (
	"html/template"

	"guwah.example/guwah/internal/gate"
)

// demand is a demand in words: what is asked, of whom, since when.
type demand struct {
	Text   template.HTML // a paragraph
	Source template.HTML
}

// demand speaks the demand's own words, or the standard sentence of what is asked.
func (v voice) demand(d gate.Demand, name template.HTML) demand {
	asked := v.own(d.Texts).element("span")
	if len(d.Texts) == 0 {
		asked = v.H("demand", "Person: {name}.", "name", name) + " " + v.asked(d.Asks)
	}
	authority := anchor("/"+string(v.Lang())+"/authority/"+d.Authority.ID, v.own(d.Authority.Names).HTML())
	source := []template.HTML{v.H("demand", "To: {authority}", "authority", authority)}
	for _, event := range d.Events {
		if event.Kind == "drafted" {
			continue
		}
		source = append(source, text(v.Code("demand event", event.Kind)+" "+v.day(event.At)))
	}
	if d.Campaign != nil {
		source = append(source, v.campaign(*d.Campaign))
	}
	return demand{asked, dotted(source...)}
}

// asked is the standard wording of a demand, a sentence for each thing asked.
func (v voice) asked(asks []string) template.HTML {
	var all template.HTML
	for _, ask := range asks {
		var sentence string
		switch ask {
		case "life":
			sentence = v.T("demand", "Let this person speak freely with their family and with somebody they trust.")
		case "remains":
			sentence = v.T("demand", "Return the remains. Say how and when this person died, and where they are buried.")
		case "law":
			sentence = v.T("demand", "Say where they are held, and under what law.")
		}
		if all != "" && sentence != "" {
			all += " "
		}
		all += text(sentence)
	}
	return all
}

func (v voice) campaign(c gate.CampaignRef) template.HTML {
	return anchor("/"+string(v.Lang())+"/campaign/"+c.Slug, isolated("#"+c.Tag))
}

// quotation is what somebody of the family says.
type quotation struct {
	Paragraphs []template.HTML // the original first
	By         template.HTML
}

func (v voice) quotation(w gate.Words) quotation {
	var q quotation
	for _, t := range w.Texts {
		words := said{t.Text, t.Lang, dirOf(t.Lang)}.element("p")
		if t.By == "team" {
			words += "<p><small>" + text(v.T("case", "translated by the team")) + "</small></p>"
		}
		q.Paragraphs = append(q.Paragraphs, words)
	}
	q.By = dotted(v.speaker(w.Speaker), v.H("case", "told: {date}", "date", text(v.day(w.Told))))
	return q
}

// speaker names who says something, as far as may be.
func (v voice) speaker(s gate.Speaker) template.HTML {
	switch {
	case s.Source != nil:
		return v.source(*s.Source)
	case s.Authority != nil:
		return v.own(s.Authority.Names).HTML()
	}
	relation := text(v.capital(v.Code("relation", s.Relation)))
	if s.Name == "" {
		return relation
	}
	name := said{s.Name, s.NameLang, dirOf(s.NameLang)}.HTML()
	return v.list(relation, v.H("case", "under their own name: {name}", "name", name))
}

// source cites a publication.
func (v voice) source(s gate.Source) template.HTML {
	title := said{s.Publisher, s.Lang, dirOf(s.Lang)}
	if s.Title != "" {
		title.Text += ": " + s.Title
	}
	cited := anchor(s.URL, title.element("cite"))
	var author, published template.HTML
	if s.Author != "" {
		author = said{Text: s.Author}.HTML()
	}
	if s.Published.Type != "" {
		published = text(v.date(s.Published))
	}
	return v.list(author, cited, published)
}

// entry is one place on the timeline.
type entry struct {
	Date, Machine string
	Accounts      []account
	Disagree      bool
	Reading       template.HTML
}

// account is what one says.
type account struct {
	Key           string
	Date, Machine string
	What          template.HTML
	Said          template.HTML // free words, quoted
	Tag           string
	Contested     bool
	Source        template.HTML
}

func (v voice) entry(e gate.Entry) entry {
	out := entry{Date: v.date(e.Date), Machine: machineDate(e.Date), Disagree: e.Disagree && len(e.Facts) > 1}
	for _, f := range e.Facts {
		out.Accounts = append(out.Accounts, v.account(f))
	}
	if e.Reading != nil {
		out.Reading = v.reading(*e.Reading)
	}
	return out
}

func (v voice) account(f gate.Fact) account {
	what := text(v.capital(v.Code("predicate", f.Predicate)))
	if f.Code != "" {
		what = v.H("case", "{what}: {detail}", "what", what, "detail", text(v.Code(f.Predicate, f.Code)))
	}
	var term template.HTML
	if f.Term != "" {
		term = said{Text: f.Term}.HTML()
	}
	what = v.list(what, term, v.place(f.Place))
	if f.BareWord {
		what = v.H("case", "The authority says: {what}", "what", what)
	}
	out := account{Key: f.Key, Date: v.date(f.When), Machine: machineDate(f.When), What: what}
	out.Tag, out.Contested = v.Code("confirmation", f.Confirmation), f.Confirmation == "disputed" || f.BareWord
	if f.BareWord {
		out.Tag = v.T("case", "shown, changes nothing")
	}
	if len(f.Texts) > 0 {
		out.Said = v.own(f.Texts).element("p")
	}
	out.Source = v.accountSource(f)
	return out
}

// accountSource says who asserts it, how they know, and since when.
func (v voice) accountSource(f gate.Fact) template.HTML {
	var asserted, origins template.HTML
	if f.Asserted != 0 {
		asserted = v.H("case", "said: {date}", "date", text(v.day(f.Asserted)))
	}
	if f.Says > 2 { // two is what "corroborated" says already
		origins = text(v.N("case", "{n} independent source says so", "{n} independent sources say so", f.Says))
	}
	return dotted(v.speaker(f.Speaker), text(v.Code("basis", f.Basis)), asserted, origins)
}

// response is something an authority said or did, with what it was found to be worth.
type response struct {
	Date        string
	What        template.HTML
	Said        template.HTML
	Tag         string
	Source      template.HTML
	Assessments []template.HTML
	Effect      template.HTML
}

func (v voice) response(r gate.Response) response {
	out := response{
		Date: v.day(r.Published),
		What: dotted(text(v.capital(v.Code("medium", r.Medium))), v.codes("response", r.Contents)),
		Tag:  v.Code("verdict", r.Verdict),
	}
	if len(r.Said) > 0 {
		out.Said = v.own(r.Said).element("p")
	}
	var source, shows template.HTML
	if r.Source != nil {
		source = v.source(*r.Source)
	}
	if r.Shown.Type != "" {
		shows = v.H("case", "shows or speaks of: {date}", "date", text(v.date(r.Shown)))
	}
	authority := anchor("/"+string(v.Lang())+"/authority/"+r.Authority.ID, v.own(r.Authority.Names).HTML())
	out.Source = dotted(authority, source, shows, v.codes("indicator", r.Indicators))
	for _, a := range r.Assessments {
		by := v.T("case", "The reviewers")
		if a.ByFamily {
			by = v.T("case", "The family")
		}
		out.Assessments = append(out.Assessments, dotted(text(by+": "+v.Code("verdict", a.Verdict)), v.own(a.Reason).HTML(), text(v.day(a.At))))
	}
	out.Effect = v.because(r.Effect)
	return out
}
