package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"guwah.example/guwah/internal/gate"
)

// reason explains one computed value: which rule, which accounts, which were set aside.
type reason struct {
	What string
	Why  template.HTML
}

// reasons explains the status and the clocks.
func (v voice) reasons(c gate.Case) []reason {
	var all []reason
	explain := func(what string, why *gate.Reason) {
		if why == nil {
			return
		}
		if words := v.reading(*why); words != "" {
			all = append(all, reason{what, words})
		}
	}
	if c.ClockA != nil {
		explain(v.lifeHeading(c.ClockA), &c.ClockA.Reason)
		if n := len(all); n > 0 && c.ClockA.Stopped {
			all[n-1].Why = v.resting(all[n-1].Why, text(v.T("clock", "this clock stopped when the case was closed")))
		}
	}
	if c.ClockB != nil {
		explain(v.T("case", "Days without an answer"), &c.ClockB.Reason)
	}
	explain(v.T("case", "Where this person is"), c.StatusReason)
	return all
}

// lifeHeading names clock A by itself; its label is the end of a sentence that a figure begins, and in most languages cannot stand alone.
func (v voice) lifeHeading(c *gate.Clock) string {
	switch {
	case c.Stopped || c.Label == "not_free_to_speak":
		return v.T("case", "Days without a free word")
	case c.Label == "no_life_or_remains":
		return v.T("case", "Days without proof of life or return of remains")
	}
	return v.T("case", "Days without proof of life")
}

// reading is the whole explanation: the sentence, the accounts used, the accounts set aside, the rule.
func (v voice) reading(r gate.Reason) template.HTML {
	var used, rule template.HTML
	if len(r.Used) > 0 {
		used = v.H("case", "rests on: {accounts}", "accounts", v.accountsLinked(r.Used))
	}
	if r.Rule != "" {
		rule = v.anchor(v.path("/method#rule-", r.Rule), v.H("case", "rule {rule}", "rule", v.isolated(r.Rule)))
	}
	return v.resting(v.because(r), v.dotted(used, v.setAside(r.SetAside), rule))
}

// resting puts what a sentence rests on behind it, small, on a line of its own.
func (v voice) resting(sentence, on template.HTML) template.HTML {
	if on == "" {
		return sentence
	}
	return v.html(string(sentence), ` <span class="rest">`, string(on), "</span>")
}

// because is the sentence of a reason; empty where the catalogue has none, or where it speaks of a day that may not be shown.
func (v voice) because(r gate.Reason) template.HTML {
	if !v.Labelled("reason", r.Code) {
		return ""
	}
	if r.Date.Type == "" && v.Code("reason", r.Code) != v.Code("reason", r.Code, "date", "") {
		return ""
	}
	return text(v.Code("reason", r.Code, "date", v.date(r.Date)))
}

// setAside names the accounts that were not used, those with one reason together, and after them what else was set aside.
func (v voice) setAside(all []gate.SetAside) template.HTML {
	var accounts, others []template.HTML
	for i, s := range all {
		alike := func(other gate.SetAside) bool { return other.Code == s.Code }
		if !v.Labelled("set aside", s.Code) || slices.ContainsFunc(all[:i], alike) {
			continue
		}
		var keys []string
		for _, other := range all[i:] {
			if alike(other) && other.Key != "" {
				keys = append(keys, other.Key)
			}
		}
		why := text(v.Code("set aside", s.Code))
		if len(keys) == 0 {
			others = append(others, why)
			continue
		}
		slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }) // by number
		accounts = append(accounts, v.H("case", "{account} ({why})", "account", v.accountsLinked(keys), "why", why))
	}
	if len(accounts)+len(others) == 0 {
		return ""
	}
	return v.H("case", "set aside: {accounts}", "accounts", v.list(append(accounts, others...)...))
}

// accountsLinked points to accounts by their numbers on the page.
func (v voice) accountsLinked(keys []string) template.HTML {
	links := make([]template.HTML, len(keys))
	for i, key := range keys {
		links[i] = v.anchor(v.paper.Write("#", key), v.isolated(accountNumber(key)))
	}
	return v.list(links...)
}

// accountNumber is the number of an account on its page.
func accountNumber(key string) string { return strings.TrimPrefix(key, "c") }
