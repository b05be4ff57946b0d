package gate

// Sources are the publications that a case's page names, each as often as it names it.
func (c Case) Sources() []Source {
	var all []Source
	add := func(s *Source) {
		if s != nil {
			all = append(all, *s)
		}
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
