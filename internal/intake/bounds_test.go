package intake

import (
	"errors"
	"strings"
	"testing"

	"guwah.example/guwah"
)

func TestAFormTakesABoundedAmountOfMemoryWhateverIsSent(t *testing.T) {
	d := newDesk(t)
	many := make([]part, 100)
	for i := range many {
		many[i] = part{name: "story", value: strings.Repeat("a", maxStory)}
	}
	if _, err := d.ReadForm(post(t, many...)); !errors.Is(err, guwah.ErrInvalid) {
		t.Errorf("a hundred stories in one form: %v", err)
	}
	for i := range many {
		many[i] = part{name: "level", value: strings.Repeat("a", maxField)}
	}
	if _, err := d.ReadSealed(post(t, many...)); !errors.Is(err, guwah.ErrInvalid) {
		t.Errorf("a hundred levels in one sealed form: %v", err)
	}
}
