package linkage

import (
	"context"
	"fmt"
	"testing"
)

func TestOneNameThatAgreesCrosswiseIsAnExchangeOnlyOfThoseBornTogether(t *testing.T) {
	for name, tc := range map[string]struct {
		a, b [3]string // given, father, born
		want bool
	}{
		"both names crosswise, no birth known":          {[3]string{"Tursun", "Qadir", ""}, [3]string{"Qadir", "Tursun", ""}, true},
		"a son and his father, years apart":             {[3]string{"Tursun", "Qadir", "1990-05-03"}, [3]string{"Qadir", "Hashim", "1961-09-12"}, false},
		"a son and his father, of whom one has no date": {[3]string{"Tursun", "Qadir", "1990-05-03"}, [3]string{"Qadir", "Hashim", ""}, false},
		"one name crosswise, and the same birthday":     {[3]string{"Tursun", "Qadir", "1990-05-03"}, [3]string{"Qadir", "Hashim", "1990-05-03"}, true},
		"one name crosswise, the other not known":       {[3]string{"Tursun", "Qadir", "1990-05-03"}, [3]string{"Qadir", "", "1990-05-03"}, true},
		"the same birthday and no name":                 {[3]string{"Tursun", "Qadir", "1990-05-03"}, [3]string{"Yaqup", "Hashim", "1990-05-03"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := registerOf(t, append([][3]string{tc.a, tc.b}, crowd()...)...)
			if _, _, gain := r.crosswise(r.row(0), r.row(1)); gain > 0 != tc.want {
				t.Errorf("gain %v, want one: %v", gain, tc.want)
			}
		})
	}
}

// crowd are people of many names, beside whom a name in common means something.
func crowd() (rows [][3]string) {
	for i, first := range []string{"Bar", "Gol", "Mir", "Sad", "Zul", "Hek", "Nur", "Per"} {
		for j, last := range []string{"at", "iye", "um", "pan", "rash", "gul", "met", "qiz"} {
			rows = append(rows, [3]string{first + last, last + first, fmt.Sprint(1940 + 7*i + j)})
		}
	}
	return rows
}

func registerOf(t *testing.T, rows ...[3]string) *Register {
	t.Helper()
	r, err := New(Defaults(Given, Father, Born))
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		record := Record{ID: fmt.Sprint(i), Values: []Value{{Given, row[0]}, {Father, row[1]}, {Born, row[2]}}}
		if err := r.Add(record); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Learn(context.Background()); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestTheTellingsOfOnePersonDoNotMakeTheirBirthdayCommon tells of one person four times among many: her birthday is as rare as any.
func TestTheTellingsOfOnePersonDoNotMakeTheirBirthdayCommon(t *testing.T) {
	var rows [][3]string
	for i := range 400 {
		rows = append(rows, [3]string{"Tursun", "Qadir", fmt.Sprintf("%d-%02d-%02d", 1950+i%40, 1+i%12, 1+i*7%28)})
	}
	for range 4 {
		rows = append(rows, [3]string{"Ayshe", "Hashim", "1971-03-14"})
	}
	for range 30 {
		rows = append(rows, [3]string{"Yaqup", "Hashim", "1970-01-01"})
	}
	r := registerOf(t, rows...)
	w, c := &r.weights.fields[r.born], r.columns[r.born]
	hers, theirs := w.bits(c.sameDay(19710314)), w.bits(c.sameDay(19700101))
	if hers < 8 {
		t.Errorf("a birthday that one person's records share gives %.1f bits", hers)
	}
	if theirs > hers-3 {
		t.Errorf("the first of January, which a tenth has, gives %.1f bits; a day of one person %.1f", theirs, hers)
	}
}
