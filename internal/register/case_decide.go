package register

import "guwah.example/guwah"

// ProposeOwnWish is the first of two who record how far a person who is free again wants to be shown (rule 18a).
func ProposeOwnWish(level guwah.Level, how string) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		k.SelfDeciding = m.proposal(how)
		k.SelfDeciding.Level = level
		return caseAct("propose_own_wish", k), guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}

// OwnWish is the second of them.
func OwnWish() Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		if err := m.second(k.SelfDeciding, "record the person's own wish"); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		level := k.SelfDeciding.Level
		k.SelfDecided, k.SelfDeciding = &level, nil
		return two(caseAct("own_wish", k)), guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}

// ProposeForMinor is the first of two who record what the guardian of a child allows beyond initials (rule 18b).
func ProposeForMinor(level guwah.Level, how string) Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		k.MinorAllow = m.proposal(how)
		k.MinorAllow.Level = level
		return caseAct("propose_for_minor", k), guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}

// AllowForMinor is the second of them. It lapses by itself when the child comes of age.
func AllowForMinor() Deed {
	return func(d guwah.Dossier, m Moment) (guwah.Act, guwah.Changes, error) {
		k := d.Case
		if err := m.second(k.MinorAllow, "allow more for a child"); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		level := k.MinorAllow.Level
		k.MinorRelease, k.MinorAllow = &level, nil
		return two(caseAct("allow_for_minor", k)), guwah.Changes{Cases: []guwah.Case{k}}, nil
	}
}
