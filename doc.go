// Package guwah is the words of the field as types, and the rules that need no storage.
//
// A [Dossier] is one case loaded in one snapshot. [NewView] computes from it what an [Audience] may be told on a [Day]:
// the status, the two clocks, the accounts that disagree, each with a [Reason] that names the rule and the claims used and set aside.
// Nothing here reads a clock, a disk or a random source: everything is passed in, so the same dossier, audience and day give the same view.
//
// Where a rule has a number, it is that of docs/rules.md, and the test of the rule carries it in its name.
package guwah
