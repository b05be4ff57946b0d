package store

import "guwah.example/guwah"

// tables are all kinds of entity that an act can change.
type tables struct {
	persons      table[guwah.Person]
	cases        table[guwah.Case]
	claims       table[guwah.Claim]
	sources      table[guwah.Source]
	testimonies  table[guwah.Testimony]
	consents     table[guwah.Consent]
	clearances   table[guwah.Clearance]
	evidence     table[guwah.Evidence]
	demands      table[guwah.Demand]
	responses    table[guwah.Response]
	assessments  table[guwah.Assessment]
	authorities  table[guwah.Authority]
	campaigns    table[guwah.Campaign]
	aggregates   table[guwah.Aggregate]
	itemised     table[guwah.Itemised]
	merges       table[guwah.Merge]
	corrections  table[guwah.Correction]
	challenges   table[guwah.Challenge]
	staff        table[guwah.Staff]
	sessions     table[guwah.Session]
	grants       table[guwah.Grant]
	alarms       table[guwah.Alarm]
	decoys       table[guwah.Decoy]
	passkeys     table[guwah.Passkey]
	decisions    table[guwah.MatchDecision]
	teamKeys     table[guwah.TeamKey]
	bursts       table[guwah.Burst]
	expectations table[guwah.Expectation]
	keyLocks     table[guwah.KeyLock]
	keyWraps     table[guwah.KeyWrap]
	recoveries   table[guwah.KeyRecovery]
}

func newTables() *tables {
	t := &tables{}
	t.drawPeople()
	t.drawTold()
	t.drawAsked()
	t.drawTeam()
	t.drawKeys()
	return t
}

func (t *tables) drawPeople() {
	t.persons = newTable("person", "persons", "id | kind state merged_into import_key",
		func(p *guwah.Person) *int64 { return &p.Version },
		func(p *guwah.Person) []any {
			return []any{string(p.ID), string(p.Kind), string(p.State), text(p.MergedInto), text(p.ImportKey)}
		},
		func(p *guwah.Person, to *touched) { to.person(p) })
	t.cases = newTable("case", "cases", "person | number level",
		func(c *guwah.Case) *int64 { return &c.Version },
		func(c *guwah.Case) []any { return []any{string(c.Person), text(c.ID), int64(c.Level)} },
		func(c *guwah.Case, to *touched) { to.persons.add(c.Person) })
	t.merges = newTable("merge", "merges", "id | keep dropped state",
		func(m *guwah.Merge) *int64 { return &m.Version },
		func(m *guwah.Merge) []any {
			return []any{string(m.ID), string(m.Keep), string(m.Drop), m.State}
		},
		func(m *guwah.Merge, to *touched) { to.persons.add(m.Keep, m.Drop) })
	t.corrections = newTable("correction", "corrections", "no | person",
		func(c *guwah.Correction) *int64 { return &c.Version },
		func(c *guwah.Correction) []any { return []any{c.No, text(c.Person)} },
		func(c *guwah.Correction, to *touched) { to.persons.add(c.Person) })
	t.challenges = newTable("challenge", "challenges", "no | person case_number",
		func(c *guwah.Challenge) *int64 { return &c.Version },
		func(c *guwah.Challenge) []any { return []any{c.No, text(c.Person), string(c.Case)} },
		func(c *guwah.Challenge, to *touched) { to.persons.add(c.Person) })
	t.decisions = newTable("match", "match_decisions", "a b | decision bits",
		func(d *guwah.MatchDecision) *int64 { return &d.Version },
		func(d *guwah.MatchDecision) []any { return []any{string(d.A), string(d.B), d.Decision, d.Bits} }, nil)
}

func (t *tables) drawTold() {
	t.claims = newTable("claim", "claims", "id | person campaign predicate state source testimony authority other",
		func(c *guwah.Claim) *int64 { return &c.Version },
		func(c *guwah.Claim) []any {
			return []any{
				string(c.ID), text(c.Person), text(c.Campaign), string(c.Predicate), string(c.State),
				text(c.Source), text(c.Testimony), text(c.Authority), text(c.Value.Person),
			}
		},
		func(c *guwah.Claim, to *touched) { to.persons.add(c.Person) })
	t.sources = newTable("source", "sources", "id |",
		func(s *guwah.Source) *int64 { return &s.Version },
		func(s *guwah.Source) []any { return []any{string(s.ID)} },
		func(s *guwah.Source, to *touched) { to.source(s) })
	t.testimonies = newTable("testimony", "testimonies", "id | state received danger mailbox person origin erase_from burst wave",
		func(t *guwah.Testimony) *int64 { return &t.Version },
		func(t *guwah.Testimony) []any {
			return []any{
				string(t.ID), string(t.State), int64(t.Received), t.DangerNow, t.Mailbox, text(t.Person), text(t.Origin), dayOrNone(t.EraseFrom), text(t.Burst), t.Wave,
			}
		},
		func(t *guwah.Testimony, to *touched) { to.persons.add(t.Person); to.testimonies.add(t.ID) })
	t.consents = newTable("consent", "consents", "id | testimony origin",
		func(c *guwah.Consent) *int64 { return &c.Version },
		func(c *guwah.Consent) []any { return []any{string(c.ID), string(c.Testimony), text(c.Origin)} },
		func(c *guwah.Consent, to *touched) { to.testimonies.add(c.Testimony) })
	t.clearances = newTable("clearance", "clearances", "id | person",
		func(c *guwah.Clearance) *int64 { return &c.Version },
		func(c *guwah.Clearance) []any { return []any{string(c.ID), string(c.Person)} },
		func(c *guwah.Clearance, to *touched) { to.persons.add(c.Person) })
	t.evidence = newTable("evidence", "evidence", "id | person testimony sha256 public_copy phash",
		func(e *guwah.Evidence) *int64 { return &e.Version },
		func(e *guwah.Evidence) []any {
			return []any{string(e.ID), string(e.Person), text(e.Testimony), e.SHA256, text(e.PublicCopy), text(e.PHash)}
		},
		func(e *guwah.Evidence, to *touched) { to.persons.add(e.Person) })
}

func (t *tables) drawAsked() {
	t.demands = newTable("demand", "demands", "id | person authority campaign aggregate",
		func(d *guwah.Demand) *int64 { return &d.Version },
		func(d *guwah.Demand) []any {
			return []any{string(d.ID), text(d.Person), string(d.Authority), text(d.Campaign), text(d.Aggregate)}
		},
		func(d *guwah.Demand, to *touched) { to.persons.add(d.Person) })
	t.responses = newTable("response", "responses", "id | person authority demand source",
		func(r *guwah.Response) *int64 { return &r.Version },
		func(r *guwah.Response) []any {
			return []any{string(r.ID), string(r.Person), string(r.Authority), text(r.Demand), text(r.Source)}
		},
		func(r *guwah.Response, to *touched) { to.persons.add(r.Person) })
	t.assessments = newTable("assessment", "assessments", "id | person response",
		func(a *guwah.Assessment) *int64 { return &a.Version },
		func(a *guwah.Assessment) []any { return []any{string(a.ID), string(a.Person), string(a.Response)} },
		func(a *guwah.Assessment, to *touched) { to.persons.add(a.Person) })
	t.authorities = newTable("authority", "authorities", "id | parent",
		func(a *guwah.Authority) *int64 { return &a.Version },
		func(a *guwah.Authority) []any { return []any{string(a.ID), text(a.Parent)} },
		func(a *guwah.Authority, to *touched) { to.authority(a) })
	t.campaigns = newTable("campaign", "campaigns", "id | slug",
		func(c *guwah.Campaign) *int64 { return &c.Version },
		func(c *guwah.Campaign) []any { return []any{string(c.ID), c.Slug} },
		func(c *guwah.Campaign, to *touched) { to.campaign(c) })
	t.aggregates = newTable("aggregate", "aggregates", "id | authority",
		func(a *guwah.Aggregate) *int64 { return &a.Version },
		func(a *guwah.Aggregate) []any { return []any{string(a.ID), string(a.Authority)} }, nil)
	t.itemised = newTable("itemised", "itemised", "id | aggregate person",
		func(i *guwah.Itemised) *int64 { return &i.Version },
		func(i *guwah.Itemised) []any { return []any{i.ID, string(i.Aggregate), string(i.Person)} },
		func(i *guwah.Itemised, to *touched) { to.persons.add(i.Person) })
}

func (t *tables) drawTeam() {
	t.staff = newTable("staff", "staff", "id | handle",
		func(s *guwah.Staff) *int64 { return &s.Version },
		func(s *guwah.Staff) []any { return []any{string(s.ID), s.Handle} }, nil)
	t.sessions = newTable("session", "sessions", "hash | staff expires",
		func(s *guwah.Session) *int64 { return &s.Version },
		func(s *guwah.Session) []any { return []any{s.Hash, string(s.Staff), s.Expires.UnixMicro()} }, nil)
	t.grants = newTable("grant", "grants", "id | state",
		func(g *guwah.Grant) *int64 { return &g.Version },
		func(g *guwah.Grant) []any { return []any{g.ID, g.State} }, nil)
	t.alarms = newTable("alarm", "alarms", "id | state",
		func(a *guwah.Alarm) *int64 { return &a.Version },
		func(a *guwah.Alarm) []any { return []any{a.ID, a.State} }, nil)
	t.decoys = newTable("decoy", "decoys", "id | state",
		func(d *guwah.Decoy) *int64 { return &d.Version },
		func(d *guwah.Decoy) []any { return []any{d.ID, d.State} }, nil)
	t.passkeys = newTable("passkey", "passkeys", "id | staff",
		func(k *guwah.Passkey) *int64 { return &k.Version },
		func(k *guwah.Passkey) []any { return []any{k.ID, string(k.Staff)} }, nil)
}

func (t *tables) drawKeys() {
	t.bursts = newTable("burst", "bursts", "id | state",
		func(b *guwah.Burst) *int64 { return &b.Version },
		func(b *guwah.Burst) []any { return []any{string(b.ID), string(b.State)} }, nil)
	t.expectations = newTable("expectation", "expectations", "id |",
		func(e *guwah.Expectation) *int64 { return &e.Version },
		func(e *guwah.Expectation) []any { return []any{e.ID} }, nil)
	t.teamKeys = newTable("team_key", "team_keys", "no |",
		func(k *guwah.TeamKey) *int64 { return &k.Version },
		func(k *guwah.TeamKey) []any { return []any{int64(k.No)} }, nil)
	t.keyLocks = newTable("key_lock", "key_locks", "staff credential |",
		func(l *guwah.KeyLock) *int64 { return &l.Version },
		func(l *guwah.KeyLock) []any { return []any{string(l.Staff), l.Credential} }, nil)
	t.keyWraps = newTable("key_wrap", "key_wraps", "epoch staff credential |",
		func(w *guwah.KeyWrap) *int64 { return &w.Version },
		func(w *guwah.KeyWrap) []any { return []any{int64(w.Epoch), string(w.Staff), w.Credential} }, nil)
	t.recoveries = newTable("key_recovery", "key_recoveries", "no |",
		func(r *guwah.KeyRecovery) *int64 { return &r.Version },
		func(r *guwah.KeyRecovery) []any { return []any{int64(r.No)} }, nil)
}

// dayOrNone is a day, or null for the zero day, which in these columns means that none is set.
func dayOrNone(d guwah.Day) any {
	if d == 0 {
		return nil
	}
	return int64(d)
}
