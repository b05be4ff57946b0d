package site

import "guwah.example/guwah/internal/serve"

// noBound is for answers kept by the cache, which bounds the drawing itself.
const noBound = -1

// What all visitors together may ask. A name is looked up in a millisecond or two, so this leaves half of a small machine to all else; a day on which ten
// thousand people look for ten names each asks one or two a second. Each challenge must be read by two people: a thousand a day is more than any team answers.
var (
	findBudget      = serve.Budget{PerSecond: 300, AtOnce: 3000}
	challengeBudget = serve.Budget{PerSecond: 0.2, AtOnce: 500}
)

// Routes is every address of the public site.
func (s *Site) Routes() []serve.Route {
	return []serve.Route{
		{Method: "GET", Pattern: "/{$}", Name: "front door", Kind: serve.Page, Handler: s.frontDoor},
		{Method: "GET", Pattern: "/{lang}/{$}", Name: "home", Kind: serve.Page, Timeout: noBound, Handler: s.homeShow},
		{Method: "GET", Pattern: "/{lang}/find", Name: "find", Kind: serve.Page, Budget: findBudget, Handler: s.findShow},
		{Method: "GET", Pattern: "/{lang}/case/{id}", Name: "case", Kind: serve.Page, Timeout: noBound, Handler: s.caseShow},
		{Method: "GET", Pattern: "/{lang}/case/{id}/card.png", Name: "case card", Kind: serve.File, Timeout: noBound, Handler: s.cardShow},
		{Method: "GET", Pattern: "/{lang}/case/{id}/placard.pdf", Name: "case placard", Kind: serve.File, Timeout: noBound, Handler: s.placardShow},
		{Method: "GET", Pattern: "/picture/{sha256}", Name: "picture", Kind: serve.File, Handler: s.pictureShow},
		{Method: "GET", Pattern: "/{lang}/campaigns", Name: "campaigns", Kind: serve.Page, Timeout: noBound, Handler: s.campaignsList},
		{Method: "GET", Pattern: "/{lang}/campaign/{slug}", Name: "campaign", Kind: serve.Page, Handler: s.campaignShow},
		{Method: "GET", Pattern: "/{lang}/authorities", Name: "authorities", Kind: serve.Page, Timeout: noBound, Handler: s.authoritiesList},
		{Method: "GET", Pattern: "/{lang}/authority/{id}", Name: "authority", Kind: serve.Page, Handler: s.authorityShow},
		{Method: "GET", Pattern: "/{lang}/method", Name: "method", Kind: serve.Page, Timeout: noBound, Handler: s.methodShow},
		{Method: "GET", Pattern: "/{lang}/corrections", Name: "corrections", Kind: serve.Page, Timeout: noBound, Handler: s.correctionsList},
		{Method: "GET", Pattern: "/{lang}/correction/{no}", Name: "correction", Kind: serve.Page, Timeout: noBound, Handler: s.correctionShow},
		{Method: "GET", Pattern: "/{lang}/challenge", Name: "challenge form", Kind: serve.Page, Handler: s.challengeForm},
		{Method: "POST", Pattern: "/{lang}/challenge", Name: "challenge send", Kind: serve.Form, Budget: challengeBudget, Handler: s.challengeSend},
		{Method: "GET", Pattern: "/{lang}/challenges", Name: "challenges", Kind: serve.Page, Timeout: noBound, Handler: s.challengesList},
		{Method: "GET", Pattern: "/{lang}/challenge/{no}", Name: "challenge", Kind: serve.Page, Timeout: noBound, Handler: s.challengeShow},
		{Method: "GET", Pattern: "/{lang}/about", Name: "about", Kind: serve.Page, Timeout: noBound, Handler: s.aboutShow},
		{Method: "GET", Pattern: "/{lang}/feed.atom", Name: "atom feed", Kind: serve.Feed, Timeout: noBound, Handler: s.atomShow},
		{Method: "GET", Pattern: "/{lang}/feed.json", Name: "json feed", Kind: serve.Feed, Timeout: noBound, Handler: s.jsonFeedShow},
		{Method: "GET", Pattern: "/oembed", Name: "oembed", Kind: serve.Feed, Handler: s.oembedShow},
		{Method: "GET", Pattern: "/sitemap.xml", Name: "sitemap", Kind: serve.Feed, Timeout: noBound, Handler: s.sitemapIndex},
		{Method: "GET", Pattern: "/sitemap/{part}", Name: "sitemap part", Kind: serve.Feed, Timeout: noBound, Handler: s.sitemapPart},
		{Method: "GET", Pattern: "/robots.txt", Name: "robots", Kind: serve.Feed, Handler: s.robotsShow},
		{Method: "GET", Pattern: "/.well-known/guwah-keys.json", Name: "keys", Kind: serve.Feed, Handler: s.keysShow},
		{Method: "GET", Pattern: "/.well-known/security.txt", Name: "security.txt", Kind: serve.Feed, Handler: s.securityShow},
	}
}
