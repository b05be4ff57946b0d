package linkage

// level is how far two values of a field agree; each kind of field has its own ladder of them. A level says nothing of how much the
// agreement is worth: that is learned (learn.go).
type level uint8

// The first two are common to all kinds.
const (
	missing level = iota // one side or both say nothing: no evidence
	differ
)

const (
	nameAlike level = iota + 2 // could be one name badly written
	nameNear                   // very alike
	nameSound                  // the same name as it sounds, spelt differently
	nameSame                   // spelt the same
)

const (
	dateTwoYears level = iota + 2
	dateYearSlip       // years further apart, but one digit's slip explains it
	dateOneYear
	dateOtherDay // the year agrees, month or day do not
	dateSameYear // the year agrees and one side knows no more
	dateSlip     // one digit's slip, or day and month exchanged
	dateSameDay
)

const (
	placeAlike  level = iota + 2 // a part resembles a part
	placeKnown                   // a part corresponds to a part, as other pairs taught
	placeShared                  // a part in common, further parts differ
	placeWithin                  // one is a part of the other
	placeSame
)

const (
	textAlike level = iota + 2
	textKnown       // other words, which other pairs taught to correspond
	textNear        // a slip of the pen apart
	textSame
)

// Given names tell the sex, so agreement on it is counted apart where the given names agree already: there it adds next to nothing.
const (
	sexSame level = iota + 2
	sexDifferNamed
	sexSameNamed
)

const (
	relativeAlike level = iota + 2
	relativeOne         // one relative in common
	relativeTwo         // two or more
)

const maxLevels = 9

// ladder is what linkage assumes of one kind before it has seen a register: for each level its code, its words, and how often two
// records of one person reach it (a start, outweighed by the register's own evidence).
type ladder []rung

type rung struct {
	code, words string
	prior       float64 // of one person's pairs, in hundredths
	chance      float64 // of two persons' pairs; where frequency counts, times the inverse of the value's share
}

// ladders are what is assumed of each kind. Their priors and chances are judgements from looking at registers of this kind. They start the estimation, and stand where a register
// is too small to say otherwise.
var ladders = [...]ladder{
	kindName: {
		missing:   {"missing", "not known on one side", 0, 0},
		differ:    {"different", "different names", 10, 0.9},
		nameAlike: {"alike", "somewhat alike", 5, 0.2},
		nameNear:  {"near", "very alike", 10, 0.1},
		nameSound: {"same_sound", "sounds the same", 30, 0.4},
		nameSame:  {"same", "spelt the same", 45, 0.6},
	},
	kindDate: {
		missing:      {"missing", "not known on one side", 0, 0},
		differ:       {"different", "more than two years apart", 6, 0.8},
		dateTwoYears: {"two_years", "two years apart", 4, 0.04},
		dateYearSlip: {"year_slip", "one digit of the year differs", 3, 0.08},
		dateOneYear:  {"one_year", "one year apart", 9, 0.04},
		dateOtherDay: {"other_day", "same year, another day", 8, 0.02},
		dateSameYear: {"same_year", "same year", 30, 0.02},
		dateSlip:     {"slip", "one digit differs, or day and month exchanged", 10, 0.002},
		dateSameDay:  {"same_day", "same day", 30, 1},
	},
	kindPlace: {
		missing:     {"missing", "not known on one side", 0, 0},
		differ:      {"different", "different places", 10, 0.9},
		placeAlike:  {"alike", "place names alike", 8, 0.02},
		placeKnown:  {"corresponding", "places told of one person elsewhere", 5, 0.3},
		placeShared: {"shared", "a wider place in common", 12, 0.5},
		placeWithin: {"within", "one lies in the other", 15, 0.5},
		placeSame:   {"same", "same place", 50, 0.5},
	},
	kindText: {
		missing:   {"missing", "not known on one side", 0, 0},
		differ:    {"different", "different", 10, 0.9},
		textAlike: {"alike", "partly the same words", 10, 0.03},
		textKnown: {"corresponding", "words told of one person elsewhere", 10, 0.3},
		textNear:  {"near", "a slip of the pen apart", 15, 0.01},
		textSame:  {"same", "the same", 55, 1},
	},
	kindSex: {
		missing: {"missing", "not known on one side", 0, 0},
		differ:  {"different", "not the same sex", 2, 0.5},
		sexSame: {"same", "same sex", 98, 0.5},

		sexDifferNamed: {"different", "not the same sex, though the given names agree", 2, 0.05},
		sexSameNamed:   {"same", "same sex, as the given name has it", 98, 0.95},
	},
	kindRelative: {
		missing:       {"missing", "not known on one side", 0, 0},
		differ:        {"different", "other relatives named", 40, 0.9},
		relativeAlike: {"alike", "a relative's name alike", 10, 0.3},
		relativeOne:   {"one", "a relative in common", 35, 1},
		relativeTwo:   {"two", "several relatives in common", 15, 0.05},
	},
}
