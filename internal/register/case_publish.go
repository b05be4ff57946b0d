package register

import (
	"fmt"
	"slices"

	"guwah.example/guwah"
)

// ProposePublishing is the first of two decisions to let a case out as far as level, with the claims named. Consent, clearance and the rules about
// children, people who are free again and objections still decide what of it goes out. It changes nothing outside.
func ProposePublishing(level guwah.Level, claims []guwah.ClaimID, why string) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		if err := publishable(d, level, claims); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		k.Publishing = &guwah.Publication{Proposal: guwah.Proposal{By: m.By, At: m.Day, Level: level, Why: why}, Claims: claims}
		return caseAct("propose_publishing", k), guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}

// publishable refuses what could never go out, so that a mistake shows before a second person is asked.
func publishable(d guwah.Dossier, level guwah.Level, claims []guwah.ClaimID) error {
	if d.Person.State != guwah.PersonActive {
		return fmt.Errorf("publish person %s, who is %s: %w", d.Person.ID, d.Person.State, guwah.ErrRefused)
	}
	if level == guwah.LevelOff {
		return &guwah.Invalid{Field: "level", Key: "Choose how much may be seen."}
	}
	for _, id := range claims {
		c, err := claimIn(d, id)
		if err != nil {
			return err
		}
		if c.State != guwah.ClaimAccepted && c.State != guwah.ClaimContested {
			return &guwah.Invalid{Field: "claims", Key: "Only what was accepted can be published. Review it first."}
		}
	}
	return nil
}

// Publish is the second decision: the level is set, the claims may be seen, and a case that leaves off for the first time gets its number.
// It takes exactly what was proposed; to publish something else, propose it.
func Publish() Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		k, p := d.Case, d.Case.Publishing
		if p == nil {
			return guwah.Act{}, guwah.Changes{}, m.second(nil, "publish")
		}
		if err := m.second(&p.Proposal, "publish"); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		if err := publishable(d, p.Level, p.Claims); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		if k.ID == "" {
			k.ID = m.NewCase()
		}
		k.Level, k.Publishing = p.Level, nil
		k.PublishedBy = together(k.PublishedBy, p.By, m.By)
		changes := guwah.Changes{Cases: []guwah.Case{k}}
		for _, id := range p.Claims {
			c, err := claimIn(d, id)
			if err != nil {
				return guwah.Act{}, guwah.Changes{}, err
			}
			c.Restriction = guwah.RestrictPublic
			changes.Claims = append(changes.Claims, c)
		}
		return two(caseAct("publish", k)), changes, nil
	}
}

// DropProposal takes a proposed publication off the list; either of the two may.
func DropProposal(why string) Deed {
	return func(d guwah.Dossier, _ Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		k.Publishing = nil
		act := caseAct("drop_publishing", k)
		act.Note = why
		return act, guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}

// Lower shows less of a case from now on; one person is enough.
func Lower(level guwah.Level) Deed {
	return func(d guwah.Dossier, _ Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		if level >= k.Level {
			return guwah.Act{}, guwah.Changes{}, &guwah.Invalid{Field: "level", Key: "To show more, propose it: a second person decides."}
		}
		k.Level = level
		return caseAct("lower", k), guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}

// Withhold takes single claims back from the public; one person is enough.
func Withhold(claim guwah.ClaimID, reason string) Deed {
	return func(d guwah.Dossier, _ Moment) (guwah.Act, guwah.Changes, error) {
		c, err := claimIn(d, claim)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		c.Restriction = guwah.RestrictTeam
		act := guwah.Act{Verb: "withhold_claim", Kind: "claim", Object: string(claim), Note: reason}
		return act, guwah.Changes{Claims: []guwah.Claim{c}}, nil
	}
}

func caseAct(verb guwah.Verb, k guwah.Case) guwah.Act {
	return guwah.Act{Verb: verb, Kind: "case", Object: string(k.Person)}
}

// two marks an act as one that a second person stands behind.
func two(act guwah.Act) guwah.Act {
	act.Two = true
	return act
}

// together adds people to a list of people, each once.
func together(people []guwah.StaffID, more ...guwah.StaffID) []guwah.StaffID {
	all := slices.Clone(people)
	for _, p := range more {
		if !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	return all
}
