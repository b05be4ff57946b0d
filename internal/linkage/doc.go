// Package linkage says which records could be one person, and why.
//
// It compares records, never decides: people do. Open a register with the fields there are, then ask:
//
//	p := linkage.Defaults(linkage.Given, linkage.Father, linkage.Born, linkage.Place)
//	r, err := linkage.Load(ctx, p, records)          // reads all, learns the weights
//	for _, c := range r.Candidates(told) { … }       // known records one new record could be
//	pairs, err := r.Pairs(ctx)                       // over the whole register
//
// New and Add build a register one record at a time; Remove takes one out; Learn learns anew; Forbid remembers a "no". OpenTable reads
// records from CSV, for the command `guwah link`.
//
// # Evidence
//
// The model is that of Fellegi and Sunter (1969). Each field of two records agrees to some level: the same sound, one year apart, a place
// within the other. For each level let m be the share of pairs of one person that reach it, and u the share of pairs of two persons that do.
// The field's evidence is log2(m/u) bits: ten bits make one person a thousand times likelier. The bits of all fields add up, as if the fields were
// independent, and
//
//	probability = 1 / (1 + 2^-(bits + prior))
//
// where prior is the log2 odds that two records drawn at random are one person: for a million records about −21, so it takes 21 bits to get to
// evens. A field that one side does not know gives 0 bits: silence is neither for nor against.
//
// Agreeing on a rare name is worth more than on a common one. At levels where this holds, u of a value shared by a share f of the register is
// R·f, with R the level's own factor (one, if all who share a class reach it): the evidence is log2(m/R) + log2(1/f). A name's class is how it sounds,
// not how it is spelt, so that 买买提 and Memet are counted together. Where two names are only alike, f is that of the commoner one.
//
// Nearly all who share a whole date of birth are one person, told of several times, so how common the day is cannot be counted; it is reckoned from
// how common its year is and its day of the year.
//
// One dependence is too strong to overlook: the given name tells the sex. So sex is counted apart where the given names agree, where it adds
// next to nothing. Others (an institution lies in a place, a brother has the same father) are left in, and a brother's father's name only ever
// speaks against.
//
// # Learning
//
// Nobody labels anything. u is counted on random pairs, nearly all of them two persons; for R, on pairs drawn within a class. m and the prior are
// estimated by expectation and maximisation on pairs drawn from the blocks. A block's pairs agree on the block's own fields by construction, so
// they teach only of the others. Judgements in ladders start the estimation and stand where a register is too small to say otherwise.
//
// Words that look nothing alike can mean one thing: teacher and oqutquchi, or a village and its prefecture. Pairs that are sure without a field teach
// which of its words stand opposite each other more often than by chance; such words correspond, which is a level of its own.
//
// # Blocking
//
// Comparing all pairs of a million records would take weeks. Two records are compared if they agree on a set of fields that at most
// Params.BlockSize records share: a rare name alone, a common one with a year, a place or a father's name. The sets are grown as the Apriori
// algorithm grows item sets, a further field only where all coarser blocks are too large, so that one wrong field hides nothing while others
// agree. Names are blocked by a class that takes in what is very alike, years in two rows of overlapping bands, given and father's name also as a
// set, since officials exchange them.
//
// # Clusters
//
// Pairs contradict each other: a may be b and b be c while a and c are namesakes. Clusters grow by average linkage: the two that agree best over all
// pairs across are joined, as long as the average reaches the threshold and nobody said no to any of them. A pair counts as at most a few bits
// short of the threshold, so that one record badly written does not keep a person's others apart. Pairs returns the pairs within
// clusters. Two rivals for one record, each likely, are so reduced to the likelier.
//
// # Limits
//
// Namesakes born in the same year of whom nothing else is known cannot be told apart, and no threshold helps. Twins and cousins agree on nearly
// everything. A register in which one source copied another counts the copied errors as agreement. The probability holds for a register
// whose records err independently; measure yours with Table.Judge on a few hundred pairs judged by hand.
package linkage
