package names

// ID is the caller's number for a person; the index gives it back and knows nothing else of persons.
type ID uint64

// Sex of a person, where known.
type Sex uint8

// The sexes a filter can ask for.
const (
	SexUnknown Sex = iota
	Woman
	Man
)

// Form is one name of one person, with what a search may be narrowed by. A person with several names has several forms with one ID.
type Form struct {
	ID    ID
	Name  string
	Born  int16  // year, 0 unknown
	Sex   Sex    // SexUnknown if unknown
	Place uint32 // the caller's number for a place, 0 unknown
}

// Filter narrows a search to persons. An unknown fact of a person passes every filter: what is not known must not hide someone.
type Filter struct {
	BornFrom, BornTo int16 // years, inclusive; 0 leaves that end open
	Sex              Sex
	Places           []uint32 // any of these
}

func (f Filter) empty() bool {
	return f.BornFrom == 0 && f.BornTo == 0 && f.Sex == SexUnknown && len(f.Places) == 0
}

func (f Filter) passes(a attributes) bool {
	if a.born != 0 && (f.BornFrom != 0 && a.born < f.BornFrom || f.BornTo != 0 && a.born > f.BornTo) {
		return false
	}
	if f.Sex != SexUnknown && a.sex != SexUnknown && a.sex != f.Sex {
		return false
	}
	if len(f.Places) == 0 || a.place == 0 {
		return true
	}
	for _, place := range f.Places {
		if place == a.place {
			return true
		}
	}
	return false
}

type attributes struct {
	place uint32
	born  int16
	sex   Sex
}
