package names

import (
	"reflect"
	"testing"
)

func TestAReaderReadsAsReadDoes(t *testing.T) {
	forms := []string{"", "Memet Tohti", "Memet", "Tohti, Ilham", "\u0645\u06d5\u0645\u06d5\u062a", "\u0645\u062d\u0645\u062f \u0645\u06d5\u0645\u06d5\u062a", "\u4e70\u4e70\u63d0", "\u041c\u0435\u043c\u0435\u0442 Tohti", "123"}
	for _, most := range []int{1, 100} { // one that forgets all the time, and one that remembers
		reader := NewReader(most)
		for range 2 {
			for _, name := range forms {
				got, want := reader.Read(name), Read(name)
				if len(want.Words) == 0 {
					want.Words = got.Words // none is none
				}
				if len(got.Words) != len(want.Words) || !reflect.DeepEqual(got, want) {
					t.Errorf("a reader of %d words reads %q as %v, want %v", most, name, got, want)
				}
			}
		}
	}
}
