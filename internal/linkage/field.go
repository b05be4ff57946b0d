package linkage

import (
	"fmt"
	"strings"
)

// Field is a thing a record can say of a person. A field is compared only with itself, except that given and father's name are
// also compared crosswise, since officials write them in either order.
type Field string

// The fields linkage understands; Other makes any further one.
const (
	Given       Field = "given"       // the person's own name
	Father      Field = "father"      // the father's given name, or a surname
	Full        Field = "full"        // both in one string, in either order: fills given and father where they are empty
	Born        Field = "born"        // a year or a date, see parseDate
	Place       Field = "place"       // parts of a hierarchy, in any order, between / , ; > or |
	Institution Field = "institution" // school, firm, mosque, prison: free text
	Occupation  Field = "occupation"  // free text
	Sex         Field = "sex"         // male or female in any interface language, or any other code
	Relative    Field = "relative"    // names of relatives, between ; , / or |
)

// Other is a field of free text or number that this package has no special knowledge of.
func Other(name string) Field { return Field("other:" + name) }

// ParseField reads a field as a field map writes it. It fails for a word that is no field.
func ParseField(s string) (Field, error) {
	switch f := Field(s); f {
	case Given, Father, Full, Born, Place, Institution, Occupation, Sex, Relative:
		return f, nil
	}
	if name, ok := strings.CutPrefix(s, "other:"); ok && name != "" {
		return Other(name), nil
	}
	return "", fmt.Errorf("%q is no field: use given, father, full, born, place, institution, occupation, sex, relative or other:NAME", s)
}

// kind is how a field's values are read and compared.
type kind uint8

const (
	kindText kind = iota
	kindName
	kindDate
	kindPlace
	kindSex
	kindRelative
)

func (f Field) kind() kind {
	switch f {
	case Given, Father:
		return kindName
	case Born:
		return kindDate
	case Place:
		return kindPlace
	case Sex:
		return kindSex
	case Relative:
		return kindRelative
	default:
		return kindText
	}
}
