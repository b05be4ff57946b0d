package register

import (
	"context"
	"io"
	"log/slog"
	"strconv"
	"testing"

	"guwah.example/guwah"
)

// kept is a register of a few people for the matcher, and remembers what is queued.
type kept struct {
	claims    map[guwah.PersonID][]guwah.Claim
	decisions []guwah.MatchDecision
}

func (k *kept) EachRecord(_ context.Context, each func(guwah.PersonID, []guwah.Claim) error) error {
	for i := range len(k.claims) {
		person := guwah.PersonID("p" + strconv.Itoa(i))
		if err := each(person, k.claims[person]); err != nil {
			return err
		}
	}
	return nil
}

func (k *kept) Decisions(context.Context) ([]guwah.MatchDecision, error) { return k.decisions, nil }

func (k *kept) Commit(_ context.Context, _ guwah.Act, c guwah.Changes) (guwah.Receipt, error) {
	k.decisions = append(k.decisions, c.Decisions...)
	return guwah.Receipt{}, nil
}

func (k *kept) PersonByCase(context.Context, guwah.CaseID) (guwah.PersonID, error) {
	return "", guwah.ErrNotFound
}

func (k *kept) Dossier(_ context.Context, person guwah.PersonID) (guwah.Dossier, error) {
	claims, ok := k.claims[person]
	if !ok {
		return guwah.Dossier{}, guwah.ErrNotFound
	}
	return guwah.Dossier{Person: guwah.Person{ID: person, State: guwah.PersonActive}, Claims: claims}, nil
}

// somebody is an invented person's claims.
func somebody(name, born string, place guwah.PlaceID) []guwah.Claim {
	return []guwah.Claim{
		{Predicate: guwah.PredName, State: guwah.ClaimAccepted, Value: guwah.Value{Name: &guwah.Name{Value: name}}},
		{Predicate: guwah.PredBirth, State: guwah.ClaimAccepted, Value: guwah.Value{Date: guwah.Date{EDTF: born}}},
		{Predicate: guwah.PredDetained, State: guwah.ClaimProposed, Place: guwah.Place{ID: place}},
	}
}

func newMatcher(t *testing.T) (*Matcher, *kept) {
	t.Helper()
	k := &kept{claims: map[guwah.PersonID][]guwah.Claim{}}
	given := []string{"Aygul", "Memet", "Tursun", "Ghopur", "Rahile", "Serik", "Qurban", "Tahir", "Hashim", "Mahire"}
	father := []string{"Rozi", "Hoshur", "Kerim", "Osman", "Yasin", "Sawut", "Barat", "Niyaz", "Abla", "Tohti"}
	for i := range 100 {
		k.claims[guwah.PersonID("p"+strconv.Itoa(i))] = somebody(given[i%10]+" "+father[i/10], strconv.Itoa(1940+i%50), "cn-65-31")
	}
	m := NewMatcher(k, k, func() guwah.Day { return 20000 }, slog.New(slog.NewTextHandler(io.Discard, nil)))
	return m, k
}

func TestNobodyIsACandidateBeforeTheRegisterIsRead(t *testing.T) {
	m, _ := newMatcher(t)
	if found := m.Candidates(Sought{Names: []string{"Aygul Rozi"}}, 5); found != nil {
		t.Errorf("found %v", found)
	}
}

func TestACandidateComesWithWhatSpeaksForIt(t *testing.T) {
	m, _ := newMatcher(t)
	if err := m.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	found := m.Candidates(Sought{Names: []string{"Tahir Yasin"}, Claims: somebody("Tahir Yasin", "1987", "cn-65-31")[1:]}, 5)
	if len(found) == 0 || found[0].ID != "p47" {
		t.Fatalf("found %+v", found)
	}
	if len(found[0].Fields) < 2 {
		t.Errorf("the evidence has only %+v", found[0].Fields)
	}
}

func TestANewRecordIsFoundOnceItIsTouched(t *testing.T) {
	m, k := newMatcher(t)
	if err := m.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	k.claims["p100"] = somebody("Nurmemet Qasim", "1971", "cn-65-32")
	if err := m.Update(t.Context(), []guwah.PersonID{"p100"}); err != nil {
		t.Fatal(err)
	}
	if found := m.Candidates(Sought{Names: []string{"Nur Memet Qasim"}}, 3); len(found) == 0 || found[0].ID != "p100" {
		t.Errorf("found %+v", found)
	}
	delete(k.claims, "p100")
	if err := m.Update(t.Context(), []guwah.PersonID{"p100"}); err != nil {
		t.Fatal(err)
	}
	for _, c := range m.Candidates(Sought{Names: []string{"Nurmemet Qasim"}}, 3) {
		if c.ID == "p100" {
			t.Error("it is found after it is gone")
		}
	}
}

func TestAPairSomebodyDecidedOnIsNotQueuedAgain(t *testing.T) {
	m, k := newMatcher(t)
	k.claims["p100"] = somebody("Nurmemet Qasim", "1971", "cn-65-32")
	k.claims["p101"] = somebody("Nur Memet Qasim", "1971", "cn-65-32")
	none := func(int, int) {}
	first, err := m.Suggest(t.Context(), "", none)
	if err != nil || first == 0 {
		t.Fatalf("%d pairs, error %v", first, err)
	}
	for i := range k.decisions {
		k.decisions[i].Decision = "different"
	}
	if again, err := m.Suggest(t.Context(), "", none); err != nil || again != 0 {
		t.Errorf("%d pairs again, error %v", again, err)
	}
}
