package names

import "testing"

func TestTheScoreAloneIsThatOfTheComparison(t *testing.T) {
	forms := []string{"", "买买提", "Memet", "Abdu Qadir", "Abduqadir Tursun", "Abudukadier", "Ильхам Тохти", "Tohti, Ilham", "123"}
	for _, a := range forms {
		for _, b := range forms {
			x, y := Read(a), Read(b)
			if got, want := ScoreReadings(x, y, Default()), CompareReadings(x, y, Default()).Score; got != want {
				t.Errorf("%q and %q: %v, want %v", a, b, got, want)
			}
		}
	}
}
