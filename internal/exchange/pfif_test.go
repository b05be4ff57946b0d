package exchange

import (
	"strings"
	"testing"
)

func TestAFileThatIsNoPFIFSaysSo(t *testing.T) {
	for file, want := range map[string]string{
		"<kml><person/></kml>": "it is no PFIF", "<pfif/>": "there are no records in it", "": "ends in the middle", "<pfif": "line 1", "<pfif><person><full_name>A": "line 1",
		"<pfif><person><full_name>&secret;</full_name></person></pfif>":           "line 1",
		"<pfif><person><x>" + strings.Repeat("x", 3<<20) + "</x></person></pfif>": "longer than 1 MiB",
	} {
		if _, _, err := OpenPFIF(strings.NewReader(file)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: got %v, want an error about %q", file, err, want)
		}
	}
}

func TestOfPFIFNoAddressAndNoTelephoneIsRead(t *testing.T) {
	const file = `<pfif><person><full_name>Invented</full_name><author_email>a@x.example</author_email><author_phone>+900</author_phone>
		<note><author_email>b@x.example</author_email><phone_of_found_person>+901</phone_of_found_person><status>believed_dead</status><text>words</text></note></person>
		<note><text>of nobody</text></note></pfif>`
	table, outside, err := OpenPFIF(strings.NewReader(file))
	if err != nil || len(outside) != len(pfifPrivate) {
		t.Fatal(outside, err)
	}
	columns, err := ParseColumns("name=full_name,note=note")
	if err != nil {
		t.Fatal(err)
	}
	rows, _, err := table.Records(columns)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for row := range rows {
		if row.Err != nil {
			said = append(said, row.Err.Error())
			continue
		}
		for _, note := range row.Record.Notes {
			said = append(said, note.Text)
		}
	}
	if got, want := strings.Join(said, " | "), "status: believed_dead; text: words | a note outside a person was not taken"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
