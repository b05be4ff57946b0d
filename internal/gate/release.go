package gate

import (
	"fmt"
	"slices"

	"guwah.example/guwah"
)

// Release turns a view computed for the public into what outsiders may see. It fails with [guwah.ErrNotFound] for a case at [guwah.LevelOff],
// and with [guwah.ErrWithheld] for a view that was computed for anyone but the public: such a view must never come here.
func Release(v guwah.View) (Case, error) {
	if v.Audience != guwah.Public {
		return Case{}, fmt.Errorf("release a view computed for %q: %w", v.Audience, guwah.ErrWithheld)
	}
	if v.Level == guwah.LevelOff || v.Case == "" {
		return Case{}, guwah.ErrNotFound
	}
	c := caseContent{ID: string(v.Case), Level: v.Level.String(), Invented: v.Invented, Day: int32(v.Day), Withdrawn: int32(v.Withdrawn)}
	if v.Level == guwah.LevelStub {
		return Case{c}, nil
	}
	r := releaser{view: v, keys: keysOf(v)}
	r.question(&c)
	if v.Level >= guwah.LevelInitials {
		r.outline(&c)
	}
	if v.Level >= guwah.LevelFull {
		r.everything(&c)
	}
	return Case{c}, nil
}

// releaser shapes one view; keys number its accounts in the order the page shows them.
type releaser struct {
	view guwah.View
	keys map[guwah.ClaimID]string
}

// full tells whether exact dates, places and texts may go out.
func (r releaser) full() bool { return r.view.Level == guwah.LevelFull }

// question is what every case above a stub shows: who seeks whom, since when, and what is asked.
func (r releaser) question(c *caseContent) {
	v := r.view
	c.Remains, c.Closed = v.Remains, v.Status.Closed()
	c.Seeker, c.Sought = seekerAndSought(v)
	c.ClockA = r.clockA(v.ClockA)
	c.ClockB = r.clockB(v.ClockB)
	for _, campaign := range v.Campaigns {
		if campaign.Public {
			c.Campaigns = append(c.Campaigns, CampaignRef{Slug: campaign.Slug, Tag: campaign.Tag})
		}
	}
	for _, d := range v.Demands {
		c.Demands = append(c.Demands, r.demand(d))
	}
	for _, correction := range v.Corrections {
		c.Corrections = append(c.Corrections, Corrected(correction, r.full()))
	}
	for _, challenge := range v.Challenges {
		c.Challenges = append(c.Challenges, Challenged(challenge, r.full()))
	}
}

// outline is what initials add: initials, birth year, region, status.
func (r releaser) outline(c *caseContent) {
	v := r.view
	c.Initials = initials(v.Names)
	if v.Birth.Known() {
		c.BirthYear = v.Birth.From.Time().Year()
		c.BirthAbout = v.Birth.To.Time().Year() != c.BirthYear || v.Birth.Type == guwah.DateAbout || v.Birth.Type == guwah.DateEstimate
	}
	c.Minor = v.Minor
	c.Region = placeOf(guwah.Region(lastPlace(v.Facts)))
	c.Status, c.StatusGroup = string(v.Status), v.Group()
	reason := r.reason(v.StatusReason)
	c.StatusReason = &reason
	c.LastAlive = r.sign(v.LastAlive)
}

// everything is what full adds: all that consent allows.
func (r releaser) everything(c *caseContent) {
	v := r.view
	c.Names = slices.Grow(c.Names, len(v.Names))
	for i, form := range v.Names {
		c.Names = append(c.Names, nameOf(form.Name))
		source, published := v.Sources[form.Source]
		if published && !slices.ContainsFunc(v.Names[:i], func(before guwah.NameForm) bool { return before.Source == form.Source }) {
			c.NamedIn = append(c.NamedIn, *sourceOf(source))
		}
	}
	c.Sex = v.Sex
	for _, work := range v.Occupation {
		c.Work = append(c.Work, labelOf(work.Claim))
	}
	c.Place = placeOf(lastPlace(v.Facts))
	for _, shown := range v.ShownAlive {
		c.Shown = append(c.Shown, *r.sign(&shown))
	}
	for _, words := range v.Words {
		c.Words = append(c.Words, Words{Texts: textsOf(words.Texts), Speaker: r.speaker(words.Speaker), Told: int32(words.Told)})
	}
	c.Timeline = slices.Grow(c.Timeline, len(v.Timeline))
	for _, entry := range v.Timeline {
		c.Timeline = append(c.Timeline, r.entry(entry))
	}
	for _, fact := range v.Facts {
		if isDetail(fact) {
			c.Details = append(c.Details, r.fact(fact))
		}
	}
	for _, response := range v.Responses {
		c.Responses = append(c.Responses, r.response(response))
	}
	for _, relative := range v.Relatives {
		c.Relatives = append(c.Relatives, Relative{Relation: relative.Relation, Case: string(relative.Case), Name: relative.Name})
	}
	if v.Portrait != nil {
		portrait := pictureOf(*v.Portrait)
		c.Portrait = &portrait
	}
	for _, image := range v.Images {
		c.Pictures = append(c.Pictures, pictureOf(image))
	}
}

// keysOf numbers the accounts of a page in the order it shows them: "c1" is the first entry of the timeline; the details come after it.
func keysOf(v guwah.View) map[guwah.ClaimID]string {
	keys := map[guwah.ClaimID]string{}
	for _, entry := range v.Timeline {
		for _, fact := range entry.Facts {
			keys[fact.Claim.ID] = key(len(keys) + 1)
		}
	}
	for _, fact := range v.Facts {
		if isDetail(fact) {
			keys[fact.Claim.ID] = key(len(keys) + 1)
		}
	}
	return keys
}

// isDetail tells whether a fact stands below the timeline: it is no event, and no other part of the page shows it.
func isDetail(f guwah.Fact) bool {
	switch f.Claim.Predicate {
	case guwah.PredNationality, guwah.PredEthnicity, guwah.PredMaritalStatus, guwah.PredInstitution, guwah.PredReasonStated, guwah.PredReasonSuspected:
		return true
	}
	return false
}

// lastPlace is the place of the latest fact that has one.
func lastPlace(facts []guwah.Fact) guwah.Place {
	for i := len(facts) - 1; i >= 0; i-- {
		if place := facts[i].Claim.Place; place != (guwah.Place{}) && !facts[i].BareWord {
			return place
		}
	}
	return guwah.Place{}
}
