// Package links asks whether the pages that sources stand on still answer.
//
// It is the one place of the program that asks anything of another website, and only the command `guwah sources` calls it: never a request of a visitor, never
// a testimony. Links come from people who may be hostile, so a [Checker] connects to no address but public ones, whatever a name resolves to and wherever an
// answer leads (docs/adr/0012-links.md).
//
//	checker, err := links.NewChecker(links.Config{})
//	result := checker.Check(ctx, "https://example.org/page")
//
// An answer of 200 does not mean that the page still says what it said: websites answer so for pages they have lost.
package links
