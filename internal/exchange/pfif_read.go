package exchange

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// pfifPrivate are the fields of PFIF that reach a family or a witness, of a person or inside a note: they are not read.
var pfifPrivate = []string{"author_email", "author_phone", "email_of_found_person", "phone_of_found_person"}

// errNoPFIF says of an XML file that it is of another kind.
var errNoPFIF = &RowError{Line: 1, Say: "it is no PFIF, which is the only XML that is read: save the list as a table (.csv)"}

// OpenPFIF opens persons in the People Finder Interchange Format (PFIF 1.1 to 1.4). Each field of a person is a column under its name; each of the notes
// inside a person is one line of the column "note", since what a note says of the person's state is what its author believed. Outside names what is not
// read.
func OpenPFIF(r io.Reader) (table *Table, outside []string, err error) {
	p := &persons{guard: &guard{r: r, forgets: true}}
	p.decoder = xml.NewDecoder(p.guard)
	p.decoder.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it was decoded before
	for {
		token, err := p.decoder.Token()
		if err != nil {
			return nil, nil, xmlError(err)
		}
		start, is := token.(xml.StartElement)
		if is && start.Name.Local == "pfif" {
			table, err := openFlat(p.next)
			return table, pfifPrivate, err
		}
		if is {
			return nil, nil, errNoPFIF
		}
	}
}

// persons reads the persons of a PFIF file one by one.
type persons struct {
	guard   *guard
	decoder *xml.Decoder
	ended   bool
}

// next gives the next person, or io.EOF in its error.
func (p *persons) next() flat {
	p.guard.seen = 0
	for !p.ended {
		token, err := p.decoder.Token()
		if err != nil {
			return flat{err: xmlError(err), ends: true}
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local != "person" {
				if err := p.decoder.Skip(); err != nil {
					return flat{err: xmlError(err), ends: true}
				}
				return flat{err: &RowError{Say: fmt.Sprintf("a %s outside a person was not taken", token.Name.Local)}}
			}
			one, err := p.person()
			if err != nil {
				return flat{err: xmlError(err), ends: true}
			}
			return one
		case xml.EndElement:
			p.ended = true
		}
	}
	return flat{err: io.EOF}
}

// person reads a person up to its end.
func (p *persons) person() (flat, error) {
	one := flat{values: map[string]string{}}
	err := p.fields(func(name string) error {
		if name != "note" {
			text, err := p.text()
			one.add(name, text)
			return err
		}
		note, err := p.note()
		if before := one.values["note"]; before != "" && note != "" {
			one.values["note"] = before + "\n" + note
		} else {
			one.add("note", note)
		}
		return err
	})
	return one, err
}

// fields calls read at the beginning of each element up to the end of the one that was begun; private ones are passed over.
func (p *persons) fields(read func(name string) error) error {
	for {
		token, err := p.decoder.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if slices.Contains(pfifPrivate, token.Name.Local) {
				err = p.decoder.Skip()
			} else {
				err = read(token.Name.Local)
			}
			if err != nil {
				return err
			}
		}
	}
}

// text is what an element holds; what stands in elements inside it is left out.
func (p *persons) text() (string, error) {
	var b strings.Builder
	for {
		token, err := p.decoder.Token()
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.CharData:
			b.Write(token)
		case xml.StartElement:
			if err := p.decoder.Skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return strings.TrimSpace(b.String()), nil
		}
	}
}

// note is a note in a line: when and by whom, what its author believed, and the words.
func (p *persons) note() (string, error) {
	var parts []string
	err := p.fields(func(name string) error {
		text, err := p.text()
		if text != "" && name != "person_record_id" && name != "entry_date" {
			parts = append(parts, name+": "+text)
		}
		return err
	})
	return strings.Join(parts, "; "), err
}

func xmlError(err error) error {
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, errRowTooLong):
		return &RowError{Say: "a record is longer than 1 MiB"}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &RowError{Say: "the file ends in the middle of a record"}
	case errors.As(err, &syntax):
		return &RowError{Say: fmt.Sprintf("it is no XML from line %d on, and what follows cannot be read: %s", syntax.Line, syntax.Msg)}
	}
	return fmt.Errorf("read the file: %w", err)
}
