package register

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
)

// projected is a store of public forms.
type projected []PublicForm

func (p projected) PublicRevision(context.Context) (string, error) { return "1", nil }

func (p projected) EachForm(_ context.Context, each func(PublicForm) error) error {
	for _, form := range p {
		if err := each(form); err != nil {
			return err
		}
	}
	return nil
}

func filledFinder(t *testing.T) *Finder {
	t.Helper()
	f := NewFinder(projected{{Person: "a", Form: "Aygul Tursun"}, {Person: "b", Form: "Aygul Tursun"}, {Person: "c", Form: "Serik Qasym"}})
	if err := f.Fill(t.Context(), "1"); err != nil {
		t.Fatal(err)
	}
	return f
}

// whose are the persons of the first form found.
func whose(t *testing.T, f *Finder, query string) []guwah.PersonID {
	t.Helper()
	found, filled := f.Search(query, 5)
	if !filled {
		t.Fatal("the index is empty")
	}
	if len(found) == 0 {
		return nil
	}
	return found[0].Persons
}

func TestAnEmptyFinderSaysSo(t *testing.T) {
	if _, filled := NewFinder(projected{}).Search("Aygul", 5); filled {
		t.Error("it says that it knows the names")
	}
}

func TestNamesakesStandUnderOneForm(t *testing.T) {
	if diff := cmp.Diff([]guwah.PersonID{"a", "b"}, whose(t, filledFinder(t), "Aygul Tursun")); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsProjectedIsFoundAtOnceAndWhatIsHiddenNoMore(t *testing.T) {
	f := filledFinder(t)
	f.Follow([]guwah.PersonID{"a", "d"}, []Projection{{Person: "d", Forms: []Form{{Text: "Rahile Dawut"}}}})
	if diff := cmp.Diff([]guwah.PersonID{"b"}, whose(t, f, "Aygul Tursun")); diff != "" {
		t.Errorf("after one of two was hidden:\n%s", diff)
	}
	if diff := cmp.Diff([]guwah.PersonID{"d"}, whose(t, f, "Rahile Dawut")); diff != "" {
		t.Errorf("after another was published:\n%s", diff)
	}
	f.Follow([]guwah.PersonID{"a"}, []Projection{{Person: "a", Forms: []Form{{Text: "Aygul Tursun"}}}})
	if diff := cmp.Diff([]guwah.PersonID{"a"}, others(whose(t, f, "Aygul Tursun"), "b")); diff != "" {
		t.Errorf("after the first was shown again:\n%s", diff)
	}
}

func others(persons []guwah.PersonID, person guwah.PersonID) []guwah.PersonID {
	var out []guwah.PersonID
	for _, p := range persons {
		if p != person {
			out = append(out, p)
		}
	}
	return out
}
