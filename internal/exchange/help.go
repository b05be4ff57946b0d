package exchange

import (
	"fmt"
	"strings"

	"guwah.example/guwah"
)

// mapHelp describes the map for --help.
const mapHelp = `MAP says which column holds what, as field=column pairs with commas between them; field:=words gives the same words to every row.
MAP can also be the name of a file with one such pair a line. --suggest-map writes one for the file, to be looked through and mended.
A column is named by its heading, upper or lower case, or by its number (#3). In a .json file the headings are the names of the fields, with dots
between a field and what is inside it (names.latin).

  key           the row's own number or name where it comes from; a row without one is known by its content
  collection    what the keys are numbers of; give it with := when several lists are imported; without it, the publisher given with := is taken
  name          a name as written; name:ug, name:zh ... say its language; several columns can hold names, and one cell several forms:
                a stroke, semicolon, line, bracket or change of script between them is enough. alias marks other names
  given  father  surname   can stand beside the name or instead of it
  sex           female, male, other, unknown, f and m, or the words of other languages
  birth         a date: 1964, 1964-05~, "about March 1964", "before 2018", "1960s"; or an age
  age           "45", "40-50 years old"; age.on says when it was so, else the day the source was published counts
  status        a word or two on how somebody fares ("in prison", "sentenced (15 years)", "released"), of which a claim is made;
                status.when and status.place belong to it
  source.publisher  source.title  source.author  source.url  source.published  source.kind  source.lang
  basis         how the source knows: %s
  note          words for the team alone, kept under the column's heading; as many columns as you like
  skip          a column that is to be left out
  dates         dates:=day-first or dates:=month-first, for a table that writes 4/5/2017

Columns that the map does not speak of are kept as notes, and named before anything is brought in. Identity numbers are never taken, nor are columns
whose headings speak of telephones, mail addresses and the like, unless the map gives them as notes.

Every other field is what the vocabulary calls a predicate; alone it takes a code of that predicate or free words:
  %s
and with a part it takes   .when  a date   .place  a place   .term  a sentence's length (P20Y, 20 years, life, death)   .text  words
A second one of a row has a number: detained2.when. A cell with several values is parted by what stands in brackets: occupation[;]=Profession,
detained[;].when=Dates,detained[;].place=Places (the first date with the first place).
Words that are no date where one is expected are kept as words, and told of.

Example:
  --map 'key=No,name:zh=Chinese name,name=Name,birth=Born,detained.when=Taken,detained.place=County,source.publisher:=Invented Archive'`

// Help is mapHelp with the vocabularies in it.
func Help() string {
	return fmt.Sprintf(mapHelp, joined(guwah.Bases), joined(importable))
}

func joined[S ~string](codes []S) string {
	words := make([]string, len(codes))
	for i, code := range codes {
		words[i] = string(code)
	}
	return strings.Join(words, " ")
}
