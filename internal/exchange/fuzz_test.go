package exchange

import (
	"strings"
	"testing"

	"guwah.example/guwah"
)

// takeAll turns every row into entities, and fails the test where one is not what an import may bring.
func takeAll(t *testing.T, table *Table, columns Columns) {
	t.Helper()
	rows, _, err := table.Records(columns)
	if err != nil {
		return
	}
	convert := converter{newID: func() string { return "id" }, today: 20000, places: map[string]guwah.Place{}}
	for row := range rows {
		if row.Err != nil {
			continue
		}
		made, err := convert.convert(row)
		if err != nil {
			continue
		}
		if made.person.State != guwah.PersonQuarantine || len(made.claims) == 0 {
			t.Fatalf("line %d became %+v", row.Line, made)
		}
		for _, said := range made.lines() {
			if identity.MatchString(said) {
				t.Fatalf("line %d kept an identity number: %s", row.Line, said)
			}
		}
		for _, claim := range made.claims {
			if claim.State != guwah.ClaimProposed || claim.Restriction != guwah.RestrictTeam {
				t.Fatalf("line %d claims %+v", row.Line, claim)
			}
		}
	}
}

// everything is a map that meets every branch of reading a row.
const everything = "key=#1,name=#2,alias=#3,sex=#4,birth=#5,age=#6,age.on:=2018,status=#7,status.when=#8,detained.when=#8,detained[;].place=#9,sentenced.term=#10," +
	"occupation[;]=#11,source.publisher:=P,source.url=#12,source.published=#8,note=#13,dates:=day-first"

func FuzzOpenCSV(f *testing.F) {
	columns, err := ParseColumns(everything)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("a,b,c,d,e,f,g,h,i,j,k,l,m\n1,Invented / \u963F,x (y),f,1970,45,in prison,6/5/2017,A;B,15 years,x;y,https://a.example www.b.example,653101197001011234\n")
	f.Add("a;b;c;d;e;f;g;h;i;j;k;l;m\n\"")
	f.Add("sep=|\na|b|c|d|e|f|g|h|i|j|k|l|m\n1|\"Q\"x|||42898|40s|released -> rearrested|2017-00-00||death|||\n")
	f.Fuzz(func(t *testing.T, file string) {
		if table, err := OpenCSV(strings.NewReader(file), &columns); err == nil {
			takeAll(t, table, columns)
		}
		if table, err := OpenCSV(strings.NewReader(file), nil); err == nil {
			suggestAndRead(t, table)
		}
	})
}

func FuzzOpenJSON(f *testing.F) {
	for _, seed := range []string{`[{"name":"Invented","when":["2017","2018"],"x":{"y":[{"z":1}]}}]`, `{"meta":1,"all":[{"name":"A"}]}`, `{"k":{"name":"A"},"l":{"name":"B"}}`, "{\"name\":\"A\"}\n{\"name\":\"B\"}", `[[[[`} {
		f.Add(seed)
	}
	columns, err := ParseColumns("name=name,detained.when=when")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, file string) {
		if table, _, err := OpenJSON(strings.NewReader(file)); err == nil {
			takeAll(t, table, columns)
		}
		if table, _, err := OpenJSON(strings.NewReader(file)); err == nil {
			suggestAndRead(t, table)
		}
	})
}

// suggestAndRead expects that a suggested map can be read, once it is filled in and names anybody.
func suggestAndRead(t *testing.T, table *Table) {
	t.Helper()
	suggested := strings.ReplaceAll(table.Suggest(), "dates:="+FillIn, "#")
	_, err := ParseColumns(strings.ReplaceAll(suggested, FillIn, "2018"))
	if err != nil && !strings.Contains(err.Error(), "no column for a name") {
		t.Fatalf("%v in\n%s", err, suggested)
	}
}

func FuzzOpenPFIF(f *testing.F) {
	const opens = `<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/1.4">`
	for _, seed := range []string{"<person><full_name>Invented</full_name><note><text>x</text></note></person></pfif:pfif>", "<note/><person/>", "<person>", "&x;<![CDATA[x]]>"} {
		f.Add(opens + seed)
	}
	columns, err := ParseColumns("name=full_name,birth=date_of_birth")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, file string) {
		if table, _, err := OpenPFIF(strings.NewReader(file)); err == nil {
			takeAll(t, table, columns)
		}
		if table, _, err := OpenPFIF(strings.NewReader(file)); err == nil {
			suggestAndRead(t, table)
		}
	})
}
