package desk

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/evidence"
)

// bits writes a weight of evidence with its sign, as +2.1 or −6.0.
func bits(b float64) string {
	return strings.Replace(fmt.Sprintf("%+.1f", b), "-", "−", 1)
}

// testimonyLook looks for known persons under the names in the form. They come in the body, never in an address, which proxies would log.
func (d *Desk) testimonyLook(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	return d.testimonyWith(w, r, v, guwah.TestimonyID(r.PathValue("id")), sent{Act: "look", values: f.Values}, namesIn(f.text("q")))
}

func namesIn(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;\n،؛、，", r) })
}

// testimonyDraw draws a claim from the testimony, for a known person or somebody new.
func (d *Desk) testimonyDraw(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	id, person := guwah.TestimonyID(r.PathValue("id")), guwah.PersonID(f.text("person"))
	t, err := v.Testimony(r.Context(), id)
	if err != nil {
		return err
	}
	drawn := drawnIn(f)
	drawn.From = &t
	err = f.wrong
	if err == nil {
		_, err = d.Register.Do(r.Context(), v.ID, person, drawing(f, drawn))
	}
	if err == nil {
		return done(w, r, "/desk/testimony/"+string(id), "draw")
	}
	again, err := resent(v.voice(), "draw", f, err)
	if err != nil {
		return err
	}
	return d.testimonyWith(w, r, v, id, again, nil)
}

// testimonyAsk sends a question to the mailbox. It was sealed in the browser; without scripts it is sealed here, and the page says so.
func (d *Desk) testimonyAsk(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	id := guwah.TestimonyID(r.PathValue("id"))
	if sealed := f.Get("sealed"); sealed != "" {
		bytes, decodeErr := base64.StdEncoding.DecodeString(sealed)
		if decodeErr != nil {
			return &guwah.Invalid{Field: "sealed", Key: "This letter did not arrive whole. Please send it again."}
		}
		err = d.Letters.Ask(r.Context(), v.ID, id, bytes)
	} else {
		err = d.Letters.AskInClear(r.Context(), v.ID, id, f.text("lang"), f.text("text"))
	}
	if err == nil {
		return done(w, r, "/desk/testimony/"+string(id), "asked")
	}
	again, err := resent(v.voice(), "ask", f, err)
	if err != nil {
		return err
	}
	return d.testimonyWith(w, r, v, id, again, nil)
}

// testimonyMove takes a testimony up, sets it aside or brings it back.
func (d *Desk) testimonyMove(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.testimonyDo(w, r, v, map[string]func(context.Context, guwah.TestimonyID, *form) error{
		"take_up": func(ctx context.Context, id guwah.TestimonyID, _ *form) error {
			return d.Register.TakeUp(ctx, v.ID, id)
		},
		"set_aside": func(ctx context.Context, id guwah.TestimonyID, f *form) error {
			return d.Register.SetAside(ctx, v.ID, id, f.text("reason"))
		},
		"bring_back": func(ctx context.Context, id guwah.TestimonyID, _ *form) error {
			return d.Register.BringBack(ctx, v.ID, id)
		},
		"let_out": func(ctx context.Context, id guwah.TestimonyID, _ *form) error {
			return d.Register.LetOut(ctx, v.ID, id)
		},
	})
}

// testimonyErase proposes to erase a testimony, or does as the second person.
func (d *Desk) testimonyErase(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.testimonyDo(w, r, v, map[string]func(context.Context, guwah.TestimonyID, *form) error{
		"propose_erasing": func(ctx context.Context, id guwah.TestimonyID, _ *form) error {
			return d.Register.ProposeErasing(ctx, v.ID, id)
		},
		"erase": func(ctx context.Context, id guwah.TestimonyID, _ *form) error { return d.Register.Erase(ctx, v.ID, id) },
	})
}

func (d *Desk) testimonyDo(w http.ResponseWriter, r *http.Request, v visit, deeds map[string]func(context.Context, guwah.TestimonyID, *form) error) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	id, what := guwah.TestimonyID(r.PathValue("id")), f.Get("act")
	deed, ok := deeds[what]
	if !ok {
		return guwah.ErrNotFound
	}
	if err = deed(r.Context(), id, f); err == nil {
		return done(w, r, "/desk/testimony/"+string(id), what)
	}
	again, err := resent(v.voice(), what, f, err)
	if err != nil {
		return err
	}
	return d.testimonyWith(w, r, v, id, again, nil)
}

// testimonyPhoto takes the copy of a picture that the case-worker's browser proposes for publication.
func (d *Desk) testimonyPhoto(w http.ResponseWriter, r *http.Request, v visit) error {
	id := guwah.TestimonyID(r.PathValue("id"))
	t, err := v.Testimony(r.Context(), id)
	if err != nil {
		return err
	}
	photo := evidence.Photo{Testimony: &t}
	if photo.File, err = fileIn(r, "photo"); err != nil {
		return err
	}
	photo.Original, photo.Basis, photo.Relation = r.PostFormValue("original"), guwah.Basis(r.PostFormValue("basis")), r.PostFormValue("relation")
	f := &form{Values: r.PostForm}
	if t.Person == "" {
		err = &guwah.Invalid{Field: "photo", Key: "First draw the name, so that it is known whom the picture shows."}
	} else {
		err = d.Pictures.Propose(r.Context(), v.ID, t.Person, photo)
	}
	if err == nil {
		return done(w, r, "/desk/person/"+string(t.Person), "photo")
	}
	again, err := resent(v.voice(), "photo", f, err)
	if err != nil {
		return err
	}
	return d.testimonyWith(w, r, v, id, again, nil)
}

// personPhoto takes a picture that was published somewhere.
func (d *Desk) personPhoto(w http.ResponseWriter, r *http.Request, v visit) error {
	person := guwah.PersonID(r.PathValue("id"))
	file, err := fileIn(r, "photo")
	if err != nil {
		return err
	}
	f := &form{Values: r.PostForm}
	photo := evidence.Photo{File: file, Source: f.source(), Basis: guwah.BasisMedia}
	err = f.wrong
	if err == nil {
		err = d.Pictures.Propose(r.Context(), v.ID, person, photo)
	}
	if err == nil {
		return done(w, r, "/desk/person/"+string(person), "photo")
	}
	again, err := resent(v.voice(), "photo", f, err)
	if err != nil {
		return err
	}
	return d.personWith(w, r, v, person, again)
}

// fileIn reads one file of a form into memory, which the route bounds; nothing goes to a temporary file.
func fileIn(r *http.Request, name string) ([]byte, error) {
	if err := r.ParseMultipartForm(evidence.MaxBytes + 1<<20); err != nil {
		var large *http.MaxBytesError
		if !errors.As(err, &large) {
			err = fmt.Errorf("%w: %w", guwah.ErrInvalid, err)
		}
		return nil, fmt.Errorf("read a picture's form: %w", err)
	}
	file, header, err := r.FormFile(name)
	if err != nil {
		return nil, &guwah.Invalid{Field: name, Key: "Choose the picture."}
	}
	defer file.Close()
	content := make([]byte, header.Size)
	if _, err := io.ReadFull(file, content); err != nil {
		return nil, fmt.Errorf("read a picture: %w", err)
	}
	return content, nil
}
