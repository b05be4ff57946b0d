// Package desk is the staff's pages: what came in, the people it is about, what waits for a second person, demands, matches, challenges, the team.
//
// A list and a record stand side by side; everything works without scripts but opening what is sealed, which happens in the case-worker's browser
// (web/README.md). Words are in the language of whoever is signed in. Addresses:
//
//	/desk                        the inbox: testimonies, those with danger first
//	/desk/enter/{link}           a one-time sign-in link; a button spends it, so that a link preview does not
//	/desk/key                    a tab that holds the team's key and lends its use to the other tabs; locks, colleagues, a new key, recovery cards
//	/desk/testimony/{id}         a testimony beside the person it may be about
//	/desk/second                 what waits for a second person
//	/desk/people                 persons, and looking for one by name
//	/desk/person/{id}            a person with everything the team knows, decides and asks about them
//	/desk/demands                authorities, running demands, figures
//	/desk/matches                pairs that could be one person; /desk/pair/{a}/{b} compares two
//	/desk/challenges             objections to records
//	/desk/team                   the members of the team
//
// Taking a testimony down for somebody is package tell's page /{lang}/tell/for; [Desk.Who] tells it who is signed in.
//
// # Acts
//
// Everything decided about a person is sent to POST /desk/person/{id}/act with the field act, which names a row of the table in acts.go, and that row's
// fields. An act that changes what outsiders see answers with a page that says exactly what, and whose form is the same with confirm=yes; one that only
// proposes says so, and what the second person will bring about. An act that changes nothing outside is done at once. A page
// offers an act to those whom the register's own table of verbs lets do it. The second of two
// signatures asks for a passkey used in the last five minutes, and for the field seen, which names the record as the page showed it. Each act's form has the id
// "act-NAME" (claims are decided on in "act-review-ID"; followed by "-OBJECT" where it stands once an object), its button the id "do-NAME"; the confirmation's button has the id "confirm".
package desk
