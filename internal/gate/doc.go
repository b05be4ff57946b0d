// Package gate turns a case into what outsiders may see of it; its types are the only ones a page, card, feed or export accepts, and only it makes them.
//
// The content of each type lies in an embedded struct that has no exported name, so no other package can write a literal of it:
// a face that wants a [Case] has to be given one. [Release] makes a Case from a view computed for [guwah.Public]; the other makers are beside their types.
// What a face needs besides, such as the language of the page, it adds itself; it never gets the view, the dossier or a domain type.
//
// Codes ("imprisoned_sentenced", "eyewitness") are those of the vocabularies; faces look up their labels in the catalogue. Days count from 1970-01-01 UTC.
package gate
