// Package serve is what every face shares: routes, middleware, headers, pages, caches, and one table from error kinds to answers.
//
// # A face
//
// A face (site, tell, desk, api) is a struct made with everything it needs, and one method:
//
//	func (s *Site) Routes() []serve.Route {
//		return []serve.Route{
//			{Method: "GET", Pattern: "/{lang}/case/{id}", Name: "case", Kind: serve.Page, Handler: s.caseShow},
//			{Method: "POST", Pattern: "/{lang}/challenge", Name: "challenge send", Kind: serve.Form, MaxBody: 64 << 10, Handler: s.challengeSend},
//		}
//	}
//
// A pattern that begins with /{lang}/ is registered once for every interface language, so an unknown language is simply not
// there; Lang(r) tells which one was asked for. The table is all there is: what walks every output, and who may call what,
// reads the same routes. New joins the faces' routes into one http.Handler.
//
// A Handler returns an error instead of answering it. serve turns the kinds of package guwah into a page in the visitor's
// language (or a problem document for Kind API): a hidden thing and one that never was answer with the same bytes.
//
// # A page
//
// page/<name>/page.tmpl defines "main"; the layout wraps it. A page is a struct that embeds Frame:
//
//	type casePage struct {
//		serve.Frame
//		Case gate.Case
//	}
//	views, err := serve.NewViews(serve.ViewsConfig{Catalogues: c, Assets: a, Pages: embedded, Origin: origin})
//	show := serve.NewView[casePage](views, "case")
//	answer, err := show.Render(casePage{Frame: views.Frame(lang, "/case/GW-7Q2M4X"), …})
//	return serve.Send(w, r, answer)
//
// Templates are parsed once for each language. In them {{t "context" "English"}}, {{h …}}, {{n …}}, {{code …}}, {{number .N}},
// {{asset "file"}}, {{lang}} and {{dir}} are at hand (see package i18n); calls whose arguments are all literals are replaced
// by their result when the template is parsed, so words cost nothing when a page is drawn. (*Views).Check compares every template with its struct; call
// it in a test.
//
// Inline styles and scripts are refused by the content security policy: use classes, and files served through Assets.
package serve
