package gate

import "guwah.example/guwah"

// saidOn is the day on which an account was given. Of a publication of which only the month or the year is known, its last day bounds what it says, and is no day on which anybody said it: 0. Nor is the day on which we read a publication without a date.
func saidOn(c guwah.Claim, in guwah.Source) int32 {
	if in.ID != "" && in.Published.Type == "" || in.Published.From != in.Published.To && c.Asserted == in.Published.To {
		return 0
	}
	return int32(c.Asserted)
}

// Sources are the publications that a case's page names, each as often as it names it.
func (c Case) Sources() []Source {
	var all []Source
	add := func(s *Source) {
		if s != nil {
			all = append(all, *s)
		}
	}
	for i := range c.NamedIn {
		add(&c.NamedIn[i])
	}
	for _, entry := range c.Timeline {
		for _, fact := range entry.Facts {
			add(fact.Speaker.Source)
		}
	}
	for _, fact := range c.Details {
		add(fact.Speaker.Source)
	}
	for _, words := range c.Words {
		add(words.Speaker.Source)
	}
	for _, response := range c.Responses {
		add(response.Source)
	}
	return all
}
