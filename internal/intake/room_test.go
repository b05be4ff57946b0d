package intake

import (
	"errors"
	"testing"

	"guwah.example/guwah"
)

// TestWithoutRoomNothingIsAddedAndWhatLessensStillIsDone has the disk run short after somebody told: their addition and its file are refused with every word
// still there, while they take back what they allowed, withdraw, and undo that.
func TestWithoutRoomNothingIsAddedAndWhatLessensStillIsDone(t *testing.T) {
	d := newDesk(t)
	code := d.tell(t, aTelling...)
	held := len(d.held.Kept)
	d.Room = func() error { return guwah.ErrFull }

	form := d.read(t, part{name: "text", value: "In 2017."}, part{name: "voice", file: "v.ogg", value: "OggS\x00"})
	if !form.NoRoom || form.Value("text") != "In 2017." || len(form.Files) != 0 {
		t.Errorf("a file without room: said %v, text %q, files %v", form.NoRoom, form.Value("text"), form.Files)
	}
	if len(d.held.Kept) != held {
		t.Error("a file was written to the disk that is short of room")
	}
	acts := len(d.register.Acts)
	if err := d.Add(t.Context(), KeyOf(code), Addition{Lang: "en", Text: "In 2017."}); !errors.Is(err, guwah.ErrFull) {
		t.Errorf("an addition without room gives %v", err)
	}
	if len(d.register.Acts) != acts || len(d.register.Mail) != 0 {
		t.Error("what was refused was written")
	}
	if err := d.ChangeConsent(t.Context(), KeyOf(code), Wishes{Level: guwah.LevelOff}); err != nil {
		t.Errorf("taking back what was allowed: %v", err)
	}
	if err := d.Withdraw(t.Context(), KeyOf(code)); err != nil {
		t.Errorf("withdrawing: %v", err)
	}
	if err := d.Undo(t.Context(), KeyOf(code)); err != nil {
		t.Errorf("undoing it: %v", err)
	}
	d.Room = nil
	if err := d.Add(t.Context(), KeyOf(code), Addition{Lang: "en", Text: "In 2017."}); err != nil || len(d.register.Mail) != 1 {
		t.Errorf("with room again: %v", err)
	}
}
