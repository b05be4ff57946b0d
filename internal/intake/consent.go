package intake

import (
	"context"
	"fmt"
	"slices"

	"guwah.example/guwah"
)

// audiences says to whom each use lets something out; a use that is not here lets nothing out of the team.
var audiences = map[guwah.Use]guwah.Audience{
	guwah.PublishName: guwah.Public, guwah.PublishPhoto: guwah.Public, guwah.PublishWords: guwah.Public, guwah.PublishSpeaker: guwah.Public,
	guwah.PublishRelative: guwah.Public, guwah.UseAggregate: guwah.Public,
	guwah.SharePartner: guwah.Partners, guwah.UNSubmission: guwah.Partners, guwah.OwnGovernment: guwah.Partners, guwah.MediaContact: guwah.Partners,
	guwah.UseCourt: guwah.Partners, guwah.UseResearch: guwah.Partners,
}

func (in *Intake) consent(id guwah.TestimonyID, use guwah.Use, lang, textVersion string) guwah.Consent {
	audience, out := audiences[use]
	if !out {
		audience = guwah.Team
	}
	return guwah.Consent{
		ID: guwah.ConsentID(in.newID()), Testimony: id, Scope: guwah.ScopeCase, Use: use, Audience: audience, Granted: true,
		TextVersion: textVersion, Lang: lang, How: "web", At: in.today(),
	}
}

// Wishes is what a relative wants shown, as they change it.
type Wishes struct {
	Level       guwah.Level
	Agreed      []guwah.Use
	Lang        string // the language the words of consent were shown in
	TextVersion string
}

// WishesIn reads wishes out of a form like that of the telling.
func WishesIn(f Form, lang string) (Wishes, []*guwah.Invalid) {
	level, wrong := wishIn(f)
	return Wishes{level, agreedIn(f, level), lang, f.Value("text_version")}, wrong
}

// ChangeConsent makes the consents what is wished. Less takes effect at once, since every view asks the wish and the consents
// anew (rule 15); more is a wish until two people of the team have decided on it.
func (in *Intake) ChangeConsent(ctx context.Context, key Key, wishes Wishes) error {
	mine, err := in.Open(ctx, key)
	if err != nil {
		return err
	}
	if mine.Testimony.State == guwah.TestimonyWithdrawn {
		return fmt.Errorf("change consent of a withdrawn testimony: %w", guwah.ErrRefused)
	}
	changes := guwah.Changes{Testimonies: []guwah.Testimony{mine.wished(wishes)}}
	for _, use := range wishes.Agreed {
		if !mine.Agreed(use) {
			consent := in.consent(mine.Testimony.ID, use, wishes.Lang, wishes.TextVersion)
			consent.Origin = mine.Testimony.Origin
			changes.Consents = append(changes.Consents, consent)
		}
	}
	for _, consent := range mine.consents {
		if consent.Revoked == 0 && !slices.Contains(wishes.Agreed, consent.Use) {
			consent.Revoked = in.today()
			changes.Consents = append(changes.Consents, consent)
		}
	}
	act := guwah.Act{Verb: "change_consent", Kind: "testimony", Object: string(mine.Testimony.ID)}
	if _, err := in.Door.Commit(ctx, act, changes); err != nil {
		return fmt.Errorf("change consent: %w", err)
	}
	return nil
}

func (m Mine) wished(wishes Wishes) guwah.Testimony {
	t := m.Testimony
	t.WishedLevel, t.Attribution = wishes.Level, guwah.AttributionAnonymous
	if slices.Contains(wishes.Agreed, guwah.PublishSpeaker) {
		t.Attribution = guwah.AttributionNamed
	}
	return t
}
