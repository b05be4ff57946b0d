// Package names says how alike two names are across scripts, and finds the known names one could be.
//
//	c := names.Compare("伊力哈木·土赫提", "Ilham Tohti", names.Default())   // c.Score, c.Alignment, c.Reasons
//	x := names.Build(forms, names.Default())
//	hits := x.Search("Yilihamu Tuheti", names.Options{Top: 10})
//
// It is made for Uyghur names and reads those of their neighbours: Kazakh in Arabic and Cyrillic script, Russian, Kyrgyz, Tajik, Azerbaijani, Turkish,
// Mongolian, Arabic and Persian. It knows nothing of persons or storage, and never decides that two names are one person's: a Uyghur name is a given name and the
// father's given name out of a small stock, so that namesakes abound.
//
// # From letters to sounds
//
// Normalise undoes what typing does to a name: presentation forms, invisible signs, the many name dots, Latin letters inside Cyrillic words. Read then turns each word
// into one or more runs of Sound. The sounds are of three kinds (tables/sounds.tsv). Plain sounds come from alphabets that say what they mean, such as
// the Uyghur Arabic one. Open letters come from spellings that do not: the x of a Latin name may be kh or sh, a Russian х may be an h. And the syllables of Chinese
// have sounds of their own, with weak vowels where a syllable often stands for a consonant alone (提 for t), since Chinese writes Uyghur by ear. Nothing is
// decided too early: an open letter stays open, and a word that could be spelt in two ways has two readings (a Latin word made of pinyin syllables is read as
// pinyin too, which is how passports write Uyghur names).
//
// # From sounds to a cost
//
// Two runs of sounds are aligned by the cheapest swaps and losses. A cost is in nats: c nats make a match e^c times less likely. What a swap costs follows from
// what the sounds may stand for (tables/near.tsv) and from counting aligned pairs of real names (tables/costs.tsv, made by go run ./bench/names learn). Words are then
// matched in whatever order costs least. A word without a partner costs a little if it is a title or a patronymic, more if it is a name, and more again if
// the other name has an unmatched one too, for then they contradict. Names that are one in use though not in sound (Memet, Muhemmed) stand in tables/clusters.tsv.
// An initial stands for a name, and an ending such as -jan is missing, only where somebody searches (Default), not between records (Records).
// The score is a falling function of the cost for the length of the shorter name.
//
// # The index
//
// Index holds name forms, not persons: persons who write their name the same share one. A word of a query is priced against the whole dictionary of words
// by one walk of a trie, and only forms that hold a likely partner are scored; what it finds is what comparing with every form would find, as a test
// checks. An index is an immutable snapshot and an overlay of names added since, and Rebuild makes the next snapshot while searches go on.
// For a database, Keys gives the keys to store in an indexed column: forms of one name nearly always share one.
//
// Every weight is in Parameters, a value. The tables are plain text with the source of each row; README.md says how well all this works, and where it fails.
package names
