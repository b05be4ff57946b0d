package exchange

import (
	"fmt"
	"strings"
	"testing"

	"guwah.example/guwah"
)

// BenchmarkReadCSV reads and converts a thousand rows of bench/register, seven claims each, without storing them.
func BenchmarkReadCSV(b *testing.B) {
	columns, err := ParseColumns("key=No,name=Name,name:zh=Chinese,birth=Born,sex=Sex,occupation=Job,detained.when=Taken,detained.place=County," +
		"sentenced.when=Sentenced,sentenced.term=Term,source.publisher:=Invented Archive,source.published:=2019-02")
	if err != nil {
		b.Fatal(err)
	}
	var table strings.Builder
	table.WriteString("No,Name,Chinese,Born,Sex,Job,Taken,County,Sentenced,Term\n")
	const rows = 1000
	for i := range rows {
		fmt.Fprintf(&table, "%d,Invented%d Invented%d,\u865a\u6784%d,%d,%c,teacher,%d-%02d,Kashgar,%d,P%dY\n", i, i%900, i%700, i%977, 1930+i%80, "fm"[i%2], 2016+i%4, 1+i%12, 2017+i%3, 1+i%20)
	}
	convert := converter{newID: func() string { return "id" }, today: 20000, places: map[string]guwah.Place{}}
	b.ReportAllocs()
	for b.Loop() {
		for row := range readCSV(strings.NewReader(table.String()), columns) {
			if _, err := convert.convert(row); err != nil {
				b.Fatal(err)
			}
		}
	}
}
