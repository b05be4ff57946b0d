package desk_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"guwah.example/guwah/internal/register"
)

// TestChallengesArePagedWithWhatWaitsFirst files more than a page holds, as a flood would, with a risk to life among the last.
func TestChallengesArePagedWithWhatWaitsFirst(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.join("alice", "en"), w.join("bob", "en")
	const filed = 53
	for no := range filed {
		_, _, err := w.register.Challenge(t.Context(), register.Filed{Case: "GW-000000", Kind: "wrong_fact", RiskToLife: no == filed-1})
		check(t, err)
	}
	answer := url.Values{"act": {"propose_answer"}, "object": {"1"}, "outcome": {"not_upheld"}, "answer": {"No such record."}, "lang": {"en"}}
	alice.post("/desk/challenges?no=1", answer)
	alone := bob.get("/desk/challenges?no=1")
	if !strings.Contains(alone, `id="no-1"`) || strings.Contains(alone, `id="no-2"`) {
		t.Errorf("one challenge by its number shows %s", text(alone))
	}
	bob.post("/desk/challenges?no=1", url.Values{"act": {"answer"}, "object": {"1"}, "seen": {between(alone, `name="seen" value="`, `"`)}})
	first, rest := alice.get("/desk/challenges"), alice.get("/desk/challenges?from=50")
	if n := strings.Count(first, `<article`); n != 50 || !strings.Contains(first, `/desk/challenges?from=50"`) {
		t.Errorf("the first page holds %d challenges and leads on: %v", n, strings.Contains(first, "from=50"))
	}
	if at, second := strings.Index(first, fmt.Sprintf(`id="no-%d"`, filed)), strings.Index(first, `id="no-2"`); at < 0 || at > second {
		t.Error("a risk to life does not stand first")
	}
	if n := strings.Count(rest, `<article`); n != 3 || !strings.Contains(rest, `id="no-1"`) || strings.Contains(rest, "Further") {
		t.Errorf("the last page holds %d challenges: %s", n, text(rest))
	}
	if refused := alice.sent("/desk/challenges?from=50", url.Values{"act": {"propose_answer"}, "object": {"50"}, "outcome": {"?"}}, http.StatusUnprocessableEntity); strings.Count(refused, "<article") != 3 {
		t.Error("a form that cannot be done comes back on another page")
	}
	if answer, err := alice.Get(w.server.URL + "/desk/challenges?no=999"); err != nil || answer.StatusCode != http.StatusNotFound {
		t.Errorf("a number that no challenge has: %v", err)
	}
}
