package intake

import (
	"net/url"
	"slices"
	"strings"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

// Told is one testimony as it came in, before it is sealed.
type Told struct {
	Words       seal.Testimony
	Files       []Held
	Level       guwah.Level // wished for
	Danger      bool        // someone is in danger now
	Attribution guwah.Attribution
	Agreed      []guwah.Use
	TextVersion string // of the words of consent that were shown

	// Token is the random value the page was made with, and Digest that of everything told. Sent twice, both are the same, and
	// so are the testimony and its code.
	Token  string
	Digest [32]byte

	// For a testimony that staff take down for someone else.
	EnteredBy guwah.StaffID
}

// Offered are the uses a telling asks consent for, in the order it asks. The name's own consent comes with the wished level.
var Offered = []guwah.Use{
	guwah.PublishPhoto, guwah.PublishWords, guwah.PublishSpeaker, guwah.PublishRelative,
	guwah.UseAggregate, guwah.SharePartner, guwah.UNSubmission, guwah.OwnGovernment, guwah.MediaContact, guwah.UseCourt, guwah.UseResearch,
	guwah.UseTranslate, guwah.ContactMe,
}

// Levels are the wishes a telling offers, from the least to the most.
var Levels = []guwah.Level{guwah.LevelOff, guwah.LevelRelationOnly, guwah.LevelInitials, guwah.LevelFull}

// ToldIn reads a testimony out of a form, in the interface language it was told in. It returns everything that must be asked
// again, what was wrong with the form itself included; the testimony is to be received only if that is nothing.
func ToldIn(f Form, lang string) (Told, []*guwah.Invalid) {
	level, wrong := wishIn(f)
	told := Told{
		Words: wordsIn(f), Files: f.Files, Level: level, Danger: f.Value("danger_now") != "", Attribution: guwah.AttributionAnonymous,
		TextVersion: f.Value("text_version"), Token: f.Value("token"), Digest: f.Digest,
	}
	told.Words.Lang, told.Words.Wish = lang, level.String()
	told.Agreed = agreedIn(f, level)
	for _, use := range told.Agreed {
		told.Words.Agreed = append(told.Words.Agreed, string(use))
	}
	if slices.Contains(told.Agreed, guwah.PublishSpeaker) {
		told.Attribution = guwah.AttributionNamed
	}
	wrong = append(slices.Clone(f.Wrong), wrong...)
	return told, append(wrong, told.check()...)
}

func wordsIn(f Form) seal.Testimony {
	return seal.Testimony{
		Format:     seal.TestimonyFormat,
		NameAsTold: f.Value("name"), OtherNames: f.Value("other_names"), Relation: f.Value("relation"), Born: f.Value("born"),
		From: f.Value("from"), Occupation: f.Value("occupation"), IDNumber: f.Value("id_number"),
		LastHeard: f.Value("last_heard"), Story: f.Value("story"), HowKnown: f.Value("how_known"), Danger: f.Value("danger"),
		Speaker: f.Value("speaker"), Contact: f.Value("contact"), ContactSafely: f.Value("contact_safely"),
		RelativesInside: f.Value("relatives_inside"), OwnPostURL: f.Value("own_post_url"),
	}
}

func wishIn(f Form) (guwah.Level, []*guwah.Invalid) {
	given := f.Value("level")
	if given == "" {
		return guwah.LevelOff, nil
	}
	level, known := guwah.ParseLevel(given)
	if !known || !slices.Contains(Levels, level) {
		return guwah.LevelOff, []*guwah.Invalid{{Field: "level", Key: "Choose one of these."}}
	}
	return level, nil
}

// agreedIn are the uses agreed to. Consent to the name is the wish to show it in full; nothing else follows from a wish.
func agreedIn(f Form, level guwah.Level) []guwah.Use {
	var agreed []guwah.Use
	if level == guwah.LevelFull {
		agreed = append(agreed, guwah.PublishName)
	}
	for _, use := range Offered {
		if f.Has("agree", string(use)) {
			agreed = append(agreed, use)
		}
	}
	return agreed
}

// check says what keeps a testimony from being received.
func (t *Told) check() []*guwah.Invalid {
	var wrong []*guwah.Invalid
	if t.Words.NameAsTold == "" && t.Words.Story == "" && len(t.Files) == 0 {
		wrong = append(wrong, &guwah.Invalid{Field: "name", Key: "Write a name or what happened, or add a recording. One of them is enough."})
	}
	if slices.Contains(t.Agreed, guwah.PublishSpeaker) && t.Words.Speaker == "" {
		wrong = append(wrong, &guwah.Invalid{Field: "speaker", Key: "You chose to speak under your own name. Write your name here, or take that choice back below."})
	}
	if t.Words.OwnPostURL != "" {
		if address, ok := webAddress(t.Words.OwnPostURL); ok {
			t.Words.OwnPostURL = address
		} else {
			wrong = append(wrong, &guwah.Invalid{Field: "own_post_url", Key: "This is not a web address. It looks like https://example.org/post/1; you can also leave it empty."})
		}
	}
	return append(wrong, t.codes()...)
}

// codes says which fields hold a return code.
func (t *Told) codes() []*guwah.Invalid {
	text := t.Words
	var wrong []*guwah.Invalid
	for _, field := range [...][2]string{
		{"name", text.NameAsTold},
		{"other_names", text.OtherNames},
		{"from", text.From},
		{"last_heard", text.LastHeard},
		{"story", text.Story},
		{"how_known", text.HowKnown},
		{"danger", text.Danger},
		{"relatives_inside", text.RelativesInside},
		{"speaker", text.Speaker},
		{"contact", text.Contact},
		{"contact_safely", text.ContactSafely},
	} {
		if seal.HoldsCode(field[1]) {
			wrong = append(wrong, &guwah.Invalid{Field: field[0], Key: "This holds a return code. Never write your code down for anyone, us included; take it out."})
		}
	}
	return wrong
}

// webAddress reads an address as people type it, without its beginning if need be. Nothing is ever fetched from it.
func webAddress(text string) (string, bool) {
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	address, err := url.Parse(text)
	if err != nil || address.Scheme != "https" && address.Scheme != "http" || !strings.Contains(address.Hostname(), ".") || address.User != nil {
		return "", false
	}
	return address.String(), true
}
