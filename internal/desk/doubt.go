package desk

import (
	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
)

// doubts are reasons to look again at what a claim says: letters that pass for others in a name, a source's address that passes for another. They refuse nothing.
func (r *record) doubts(c guwah.Claim) []string {
	var all []string
	for _, name := range []*guwah.Name{c.Value.Name, c.Value.Speaker} {
		if name == nil {
			continue
		}
		if word, found := guwah.Lookalike(name.Value); found {
			all = append(all, r.T("desk", "Look again: in “{word}” letters of another script pass for those of this one. If nobody meant that, write it anew.", "word", i18n.Isolate(word)))
		}
	}
	for _, s := range r.dossier.Sources {
		if s.ID != c.Source {
			continue
		}
		if host, found := guwah.LookalikeHost(s.URL); found {
			all = append(all, r.T("desk", "Look again: the address “{host}” is written with letters that pass for others. It may not be whose it seems.", "host", i18n.Isolate(host)))
		}
	}
	return all
}
