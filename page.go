package guwah

import (
	"cmp"
	"slices"
)

// words are what the family says, their own testimony first, then what others quote, by the day they told it.
func (c *composer) words() {
	for i := range c.accounts {
		claim := c.accounts[i].claim
		if claim.Predicate != PredWords || claim.State == ClaimRejected {
			continue
		}
		w := Words{Speaker: c.facts[i].Speaker, Told: claim.Asserted, Claim: claim.ID, Origin: claim.Origin, Texts: quoted(claim.Value)}
		c.v.Words = append(c.v.Words, w)
	}
	slices.SortFunc(c.v.Words, func(a, b Words) int {
		return cmp.Or(cmp.Compare(a.quotes(), b.quotes()), cmp.Compare(a.Told, b.Told), cmp.Compare(a.Claim, b.Claim))
	})
}

// quotes is 0 for words told to the register, 1 for words that a publication quotes.
func (w *Words) quotes() int {
	if w.Speaker.Source == "" {
		return 0
	}
	return 1
}

// quoted is a claim's words, the original first.
func quoted(v Value) Texts {
	var texts Texts
	if v.Text != "" {
		texts = append(texts, Text{Lang: v.Lang, Text: v.Text})
	}
	return append(texts, v.Texts...)
}

// relatives are the people that relation claims point to. The team sees their names as they are known; for outsiders only their own page can tell
// whether they may be named, so the view says who they are, and whoever releases it asks.
func (c *composer) relatives() {
	for i := range c.accounts {
		claim := c.accounts[i].claim
		if claim.Predicate != PredRelation || claim.State == ClaimRejected {
			continue
		}
		r := RelativeView{Relation: claim.Value.Code, Claim: claim.ID, Person: claim.Value.Person}
		for _, known := range c.p.d.Relatives {
			if known.Person == claim.Value.Person && c.p.staff() {
				r.Case, r.Name = known.Case, known.Name
			}
		}
		c.v.Relatives = append(c.v.Relatives, r)
	}
}

func (c *composer) campaigns() {
	for _, campaign := range c.p.d.Campaigns {
		if (campaign.Public || c.p.staff()) && slices.Contains(c.p.d.Case.Campaigns, campaign.ID) {
			c.v.Campaigns = append(c.v.Campaigns, campaign)
		}
	}
	slices.SortFunc(c.v.Campaigns, func(a, b Campaign) int { return cmp.Or(cmp.Compare(a.Slug, b.Slug), cmp.Compare(a.ID, b.ID)) })
}
