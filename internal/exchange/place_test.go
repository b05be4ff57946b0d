package exchange

import (
	"testing"

	"guwah.example/guwah"
)

func TestPlacesOfAListAreFoundInTheGazetteerOrKeptAsWords(t *testing.T) {
	c := converter{places: map[string]guwah.Place{}}
	for words, want := range map[string]guwah.Place{
		"cn-65-31-25":      {ID: "cn-65-31-25"},
		"Yarkand (Shache)": {ID: "cn-65-31-25"},
		"Yarkand County, Kashgar Prefecture, Xinjiang": {ID: "cn-65-31-25"},
		"Shache county":                {ID: "cn-65-31-25"},
		"Urumqi, Xinjiang":             {ID: "cn-65-01"},
		"Kashgar City":                 {ID: "cn-65-31-01"},
		"Xinjiang":                     {ID: "cn-65"},
		"Yarkand, Hotan Prefecture":    {Text: "Yarkand, Hotan Prefecture"},
		"an invented village, Kashgar": {Text: "an invented village, Kashgar"},
		"a camp near the town":         {Text: "a camp near the town"},
	} {
		if got := c.place(words); got != want {
			t.Errorf("%q is %+v, want %+v", words, got, want)
		}
	}
}
