// Package site is the public pages: what anybody may see, in six languages, without JavaScript.
//
// routes.go holds the whole table. Each action has its file (case_show.go), each page its folder (page/case); what a page shows is
// put into words here, so templates only place it. The package is given a [Reader] of gate types and never sees what lies behind
// the gate.
package site
