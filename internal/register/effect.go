package register

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/gate"
)

// Effect is what an act changes for everyone outside: what becomes public that was not, and what is public no longer. It is worked out with the very
// view and gate that the public pages use. Clocks, verdicts and the steps of a demand are left out: they follow from rules, and concern an authority.
type Effect struct {
	From, To guwah.Level // what may go out before and after, consent and rules counted in
	Out      []Line      // becomes public
	Back     []Line      // is public no longer
	After    []Line      // everything that is public afterwards
	Two      bool        // with this act a second person signs
	Seen     string      // names the case as it stood: see [AsSeen]
}

// Nothing tells whether outsiders see the same as before.
func (e Effect) Nothing() bool { return len(e.Out) == 0 && len(e.Back) == 0 }

// Line is one thing that outsiders can see on a case's page.
type Line struct {
	Kind string // what it is: number, name, initials, sex, birth_year, work, region, place, picture, words, account, demand, response, relative, campaign, ...
	Code string // of the vocabulary the kind says, for an account its predicate
	More string // a second code: an account's value, a demand's authority
	Text string // words, a number or a name as shown
	Spot string // id of the gazetteer entry that Text names, so that it can be named in another language
	Lang string // of Text
	When string // EDTF
}

func (r *Register) effect(ctx context.Context, before, after guwah.Dossier) (Effect, error) {
	return r.effectOnBoth(ctx, []guwah.Dossier{before}, []guwah.Dossier{after})
}

// effectOnBoth is the effect of an act on two records, or of what makes one of two or two of one; the levels are those of the first on each side.
func (r *Register) effectOnBoth(ctx context.Context, before, after []guwah.Dossier) (e Effect, err error) {
	var was []Line
	if e.From, was, err = r.outsideOf(ctx, before); err != nil {
		return Effect{}, err
	}
	if e.To, e.After, err = r.outsideOf(ctx, after); err != nil {
		return Effect{}, err
	}
	e.Out, e.Back = without(e.After, was), without(was, e.After)
	return e, nil
}

// outsideOf is what the public sees of several records together, and of the first at which level.
func (r *Register) outsideOf(ctx context.Context, records []guwah.Dossier) (first guwah.Level, all []Line, err error) {
	for i, d := range records {
		level, lines, err := r.Outside(ctx, d)
		if err != nil {
			return guwah.LevelOff, nil, err
		}
		if i == 0 {
			first = level
		}
		all = append(all, lines...)
	}
	return first, all, nil
}

// without is all but those of some.
func without(all, some []Line) []Line {
	var rest []Line
	for _, line := range all {
		if !slices.Contains(some, line) {
			rest = append(rest, line)
		}
	}
	return rest
}

// Outside is what the public sees of a case; nothing where it may not even know that there is one.
func (r *Register) Outside(ctx context.Context, d guwah.Dossier) (guwah.Level, []Line, error) {
	view, c, err := released(ctx, r.store, d, r.Today())
	if errors.Is(err, guwah.ErrNotFound) {
		return guwah.LevelOff, nil, nil
	}
	if err != nil {
		return guwah.LevelOff, nil, fmt.Errorf("compute what outsiders see: %w", err)
	}
	return view.Level, linesOf(c), nil
}

// linesOf writes out what a case's page shows.
func linesOf(c gate.Case) []Line {
	l := lines{{Kind: "number", Text: c.ID}}
	for _, name := range c.Names {
		l.add(Line{Kind: "name", Text: name.Text, Lang: name.Lang})
	}
	l.text("initials", c.Initials)
	l.code("seeker", c.Seeker)
	l.code("sought", c.Sought)
	l.code("sex", c.Sex)
	if c.BirthYear != 0 {
		l.text("birth_year", guwah.DayFrom(c.BirthYear, 1, 1).Time().Format("2006"))
	}
	for _, work := range c.Work {
		l.add(Line{Kind: "work", Code: work.Code, Text: textOf(work.Texts).Text, Lang: textOf(work.Texts).Lang, When: work.Date.EDTF})
	}
	l.place("region", c.Region)
	l.place("place", c.Place)
	if c.Portrait != nil {
		l.text("picture", c.Portrait.SHA256)
	}
	for _, picture := range c.Pictures {
		l.text("picture", picture.SHA256)
	}
	for _, words := range c.Words {
		l.add(Line{Kind: "words", Code: words.Speaker.Relation, More: words.Speaker.Name, Text: textOf(words.Texts).Text, Lang: textOf(words.Texts).Lang})
	}
	l.accounts(c.Timeline)
	l.authorities(c)
	for _, relative := range c.Relatives {
		l.add(Line{Kind: "relative", Code: relative.Relation, Text: relative.Name, More: relative.Case})
	}
	for _, campaign := range c.Campaigns {
		l.text("campaign", campaign.Tag)
	}
	for _, correction := range c.Corrections {
		l.add(Line{Kind: "correction", Code: correction.Kind})
		for _, words := range [][]gate.Text{correction.Was, correction.Now, correction.Why} {
			l.add(Line{Kind: "correction", Code: correction.Kind, Text: textOf(words).Text, Lang: textOf(words).Lang})
		}
	}
	for _, challenge := range c.Challenges {
		if len(challenge.Answer) > 0 {
			l.add(Line{Kind: "challenge_answer", Code: challenge.Outcome, Text: textOf(challenge.Answer).Text, Lang: textOf(challenge.Answer).Lang})
		}
	}
	return l
}

type lines []Line

// add adds a line once.
func (l *lines) add(line Line) {
	if !slices.Contains(*l, line) {
		*l = append(*l, line)
	}
}

func (l *lines) text(kind, text string) {
	if text != "" {
		l.add(Line{Kind: kind, Text: text})
	}
}

func (l *lines) place(kind string, p gate.Place) {
	if name := textOf(p.Texts); name.Text != "" {
		l.add(Line{Kind: kind, Text: name.Text, Lang: name.Lang, Spot: p.ID})
	}
}

func (l *lines) code(kind, code string) {
	if code != "" {
		l.add(Line{Kind: kind, Code: code})
	}
}

// accounts adds what each account says and who says so, but not how far it is confirmed: that follows from the others.
func (l *lines) accounts(timeline []gate.Entry) {
	for _, entry := range timeline {
		for _, fact := range entry.Facts {
			said, line := textOf(fact.Texts), Line{Kind: "account", Code: fact.Predicate, More: fact.Code, When: fact.When.EDTF}
			if said.Text == "" {
				said, line.Spot = textOf(fact.Place.Texts), fact.Place.ID
			}
			line.Text, line.Lang = said.Text, said.Lang
			l.add(line)
			if fact.Speaker.Name != "" {
				l.text("speaker", fact.Speaker.Name)
			}
		}
	}
}

// authorities adds what is asked of authorities and what they said or did.
func (l *lines) authorities(c gate.Case) {
	for _, demand := range c.Demands {
		asked := textOf(demand.Authority.Names)
		for _, asks := range demand.Asks {
			l.add(Line{Kind: "demand", Code: asks, Text: asked.Text, Lang: asked.Lang})
		}
		if own := textOf(demand.Texts); own.Text != "" {
			l.add(Line{Kind: "demand_text", Text: own.Text, Lang: own.Lang})
		}
	}
	for _, response := range c.Responses {
		who, said := textOf(response.Authority.Names), textOf(response.Said)
		l.add(Line{Kind: "response", Code: response.Medium, Text: who.Text, Lang: who.Lang, When: response.Shown.EDTF})
		if said.Text != "" {
			l.add(Line{Kind: "response_said", Text: said.Text, Lang: said.Lang})
		}
	}
}

func textOf(texts []gate.Text) gate.Text {
	if len(texts) == 0 {
		return gate.Text{}
	}
	return texts[0]
}
