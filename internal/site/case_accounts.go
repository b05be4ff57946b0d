package site

import (
	"html/template"
	"slices"
	"time"

	"guwah.example/guwah/internal/gate"
)

// demand is a demand in words: what is asked, of whom, since when.
type demand struct {
	Text   template.HTML // a paragraph
	Source template.HTML
}

// demand speaks the demand's own words, or the standard sentence of what is asked; name is empty where it may not be shown.
func (v voice) demand(d gate.Demand, name template.HTML) demand {
	asked := v.element("span", v.own(d.Texts))
	if len(d.Texts) == 0 {
		asked = v.asked(d.Asks)
		if name != "" {
			asked = v.html(string(v.H("demand", "Person: {name}", "name", name)), "<br>", string(asked))
		}
	}
	source := []template.HTML{v.H("demand", "To: {authority}", "authority", v.authority(d.Authority))}
	for _, event := range d.Events {
		if event.Kind == "drafted" {
			continue
		}
		source = append(source, text(v.paper.Write(v.Code("demand event", event.Kind), " ", v.day(event.At))))
	}
	if d.Campaign != nil {
		source = append(source, v.campaign(*d.Campaign))
	}
	return demand{asked, v.dotted(source...)}
}

// asked is the standard wording of a demand, a sentence for each thing asked.
func (v voice) asked(asks []string) template.HTML {
	sentences := make([]template.HTML, 0, len(asks))
	for _, ask := range asks {
		switch ask {
		case "life":
			sentences = append(sentences, text(v.T("demand", "Let this person speak freely with their family and with somebody they trust.")))
		case "remains":
			sentences = append(sentences, text(v.T("demand", "Return the remains. Say how and when this person died, and where they are buried.")))
		case "law":
			sentences = append(sentences, text(v.T("demand", "Say where they are held, and under what law.")))
		}
	}
	return v.joined(sentences, v.SentenceGap())
}

func (v voice) campaign(c gate.CampaignRef) template.HTML {
	return v.anchor(v.path("/campaign/", c.Slug), v.isolated(v.paper.Write("#", c.Tag)))
}

// quotation is what somebody of the family says.
type quotation struct {
	Paragraphs []template.HTML // the original first, then what readers of the page need to understand it
	Further    []template.HTML // in other languages
	By         template.HTML
}

func (v voice) quotation(w gate.Words) quotation {
	var q quotation
	own := v.own(w.Texts)
	for i, t := range w.Texts {
		words := v.element("p", said{t.Text, t.Lang, dirOf(t.Lang)})
		if t.By == "team" {
			words += "<p><small>" + text(v.T("case", "translated by the team")) + "</small></p>"
		}
		if i == 0 || v.marked(t) == own {
			q.Paragraphs = append(q.Paragraphs, words)
			continue
		}
		q.Further = append(q.Further, words)
	}
	q.By = v.dotted(v.speaker(w.Speaker), v.H("case", "told: {date}", "date", text(v.day(w.Told))))
	return q
}

// speaker names who says something, as far as may be.
func (v voice) speaker(s gate.Speaker) template.HTML {
	switch {
	case s.Source != nil:
		return v.source(*s.Source)
	case s.Authority != nil:
		return v.bdi(v.own(s.Authority.Names))
	}
	relation := text(v.capital(v.Code("relation", s.Relation)))
	if s.Name == "" {
		return relation
	}
	name := v.bdi(said{s.Name, s.NameLang, dirOf(s.NameLang)})
	return v.list(relation, v.H("case", "speaking openly: {name}", "name", name))
}

// source cites a publication.
func (v voice) source(s gate.Source) template.HTML {
	title := said{s.Publisher, s.Lang, dirOf(s.Lang)}
	if s.Title != "" {
		title.Text = v.paper.Write(s.Publisher, ": ", s.Title)
	}
	cited := v.anchor(s.URL, v.element("cite", title))
	var author, published template.HTML
	if s.Author != "" {
		author = v.bdi(said{Text: s.Author})
	}
	if s.Published.Type != "" {
		published = text(v.date(s.Published))
	}
	return v.list(author, cited, published)
}

// entry is one place on the timeline.
type entry struct {
	Time     template.HTML
	Accounts []account
	Disagree bool
	Reading  template.HTML
}

// account is what one says: when, what, how far that is confirmed, in which words, and who says so.
type account struct {
	Key       string
	Number    string        // by which reasons point to it
	Time      template.HTML // where accounts stand side by side
	What      template.HTML // empty where the account before says the same
	Tag       string
	Contested bool
	Words     template.HTML
	Source    template.HTML
}

func (v voice) entry(e gate.Entry) entry {
	out := entry{Time: v.dated(v.date(e.Date), machineDate(e.Date)), Disagree: e.Disagree && len(e.Facts) > 1}
	if out.Disagree {
		for _, f := range e.Facts {
			a := v.account(f)
			a.Time = v.dated(v.date(f.When), machineDate(f.When))
			out.Accounts = append(out.Accounts, a)
		}
	} else {
		out.Accounts = v.agreeing(e.Facts)
	}
	if e.Reading != nil {
		out.Reading = v.reading(*e.Reading)
	}
	return out
}

// account puts into words what one asserts and who says so.
func (v voice) account(f gate.Fact) account {
	a := account{
		Key: f.Key, Number: accountNumber(f.Key), What: v.asserted(f), Tag: v.Code("confirmation", f.Confirmation),
		Contested: f.BareWord || f.Confirmation == "disputed", Source: v.accountSource(f),
	}
	if f.BareWord {
		a.Tag = v.T("case", "shown, changes nothing")
	}
	if len(f.Texts) > 0 {
		a.Words = v.element("p", v.own(f.Texts))
	}
	return a
}

// says tells whether both say the same in the same words.
func (a *account) says(b *account) bool {
	return a.What == b.What && a.Tag == b.Tag && a.Contested == b.Contested && a.Words == b.Words
}

// agreeing says once what several say in the same words, and beneath it who they are.
func (v voice) agreeing(facts []gate.Fact) []account {
	accounts := make([]account, 0, len(facts))
	for _, f := range facts {
		a, at := v.account(f), len(accounts)
		for i := range slices.Backward(accounts) {
			if a.says(&accounts[i]) {
				at = i + 1
				break
			}
		}
		accounts = slices.Insert(accounts, at, a)
	}
	for i := len(accounts) - 1; i > 0; i-- {
		if accounts[i].says(&accounts[i-1]) {
			accounts[i].What, accounts[i].Words = "", ""
		}
	}
	return accounts
}

// asserted is what an account says in the words of the vocabularies: what, of which kind, for how long, where.
func (v voice) asserted(f gate.Fact) template.HTML {
	what := text(v.capital(v.Code("predicate", f.Predicate)))
	if v.Labelled(f.Predicate, f.Code) {
		what = v.H("case", "{what}: {detail}", "what", what, "detail", text(v.Code(f.Predicate, f.Code)))
	}
	what = v.list(what, text(v.term(f.Term)), v.place(f.Place))
	if f.BareWord {
		what = v.H("case", "The authority says: {what}", "what", what)
	}
	return what
}

// accountSource says who asserts it, how they know, and since when.
func (v voice) accountSource(f gate.Fact) template.HTML {
	var asserted, origins template.HTML
	if f.Asserted != 0 && (f.Speaker.Source == nil || f.Speaker.Source.Published.To != f.Asserted) { // a paper says it on its own day
		asserted = v.H("case", "said: {date}", "date", text(v.day(f.Asserted)))
	}
	if f.Says > 2 { // two is what "corroborated" says already
		origins = text(v.N("case", "{n} independent source says so", "{n} independent sources say so", f.Says))
	}
	speaker := v.speaker(f.Speaker)
	if speaker == "" {
		speaker = text(v.T("case", "Somebody who is not named"))
	}
	return v.dotted(speaker, text(v.Code("basis", f.Basis)), asserted, origins)
}

// response is something an authority said or did: when, what, with what it was found to be worth, and why.
type response struct {
	Time, What template.HTML
	Tag        string
	Words      template.HTML
	Sources    []template.HTML // where it stands, who judged it, what it did to the clocks
}

func (v voice) response(r gate.Response) response {
	out := response{
		Time: v.dated(v.day(r.Published), dayTime(r.Published).Format(time.DateOnly)),
		What: v.dotted(text(v.capital(v.Code("medium", r.Medium))), v.codes("response", r.Contents)), Tag: v.Code("verdict", r.Verdict),
		Sources: []template.HTML{v.responseSource(r)},
	}
	if len(r.Said) > 0 {
		out.Words = v.element("p", v.own(r.Said))
	}
	for i, a := range r.Assessments {
		again := func(b gate.Assessment) bool { return b.ByFamily == a.ByFamily && b.Verdict == a.Verdict }
		if len(a.Reason) == 0 && slices.ContainsFunc(r.Assessments[:i], again) {
			continue // the second reviewer, who adds nothing
		}
		out.Sources = append(out.Sources, v.assessment(a))
	}
	if effect := v.because(r.Effect); effect != "" {
		out.Sources = append(out.Sources, effect)
	}
	return out
}

// responseSource says whose it is, where it stands, what day it shows, and which signs of coercion were seen.
func (v voice) responseSource(r gate.Response) template.HTML {
	var source, shows template.HTML
	if r.Source != nil {
		source = v.source(*r.Source)
	}
	if r.Shown.Type != "" {
		shows = v.H("case", "shows or speaks of: {date}", "date", text(v.date(r.Shown)))
	}
	return v.dotted(v.authority(r.Authority), source, shows, v.codes("indicator", r.Indicators))
}

// assessment is one judgement: whose, what, when, why.
func (v voice) assessment(a gate.Assessment) template.HTML {
	by := v.T("case", "The reviewers")
	if a.ByFamily {
		by = v.T("case", "The family")
	}
	return v.dotted(text(v.T("case", "{what}: {detail}", "what", by, "detail", v.Code("verdict", a.Verdict))), text(v.day(a.At)), v.bdi(v.own(a.Reason)))
}
