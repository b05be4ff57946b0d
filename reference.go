package guwah

// references are the sources and authorities that what is on the page names, and no others.
func (c *composer) references() {
	v := c.v
	for i := range c.accounts {
		c.cite(c.accounts[i].claim.Source)
		c.name(c.facts[i].Speaker.Authority)
		c.name(c.accounts[i].claim.Authority)
	}
	for i := range v.Responses {
		c.cite(v.Responses[i].Response.Source)
		c.name(v.Responses[i].Response.Authority)
	}
	for i := range v.Demands {
		c.name(v.Demands[i].Demand.Authority)
	}
}

func (c *composer) cite(id SourceID) {
	s := source(c.p.d, id)
	if _, cited := c.v.Sources[id]; cited || s == nil {
		return
	}
	if c.v.Sources == nil {
		c.v.Sources = make(map[SourceID]Source, len(c.p.d.Sources))
	}
	shown := *s
	if !c.p.staff() {
		shown.Version, shown.Root, shown.Collection = 0, "", ""
	}
	c.v.Sources[id] = shown
}

func (c *composer) name(id AuthorityID) {
	at := indexAuthority(c.p.d.Authorities, id)
	if _, named := c.v.Authorities[id]; named || at < 0 {
		return
	}
	if c.v.Authorities == nil {
		c.v.Authorities = make(map[AuthorityID]Authority, len(c.p.d.Authorities))
	}
	shown := c.p.d.Authorities[at]
	if !c.p.staff() {
		shown.Version, shown.Channels = 0, nil
	}
	c.v.Authorities[id] = shown
	c.name(shown.Parent)
}
