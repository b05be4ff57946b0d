package tell

import (
	"net/http"
	"strings"
	"testing"

	"guwah.example/guwah"
)

// TestWithoutRoomEachFormSaysSoHonestly tells and adds, with a file and without, while the disk has room for the team alone.
func TestWithoutRoomEachFormSaysSoHonestly(t *testing.T) {
	s := newStand(t, nil)
	code := s.tell(t, "en")
	_, page := s.post(t, "/en/mine", sent{name: "code", value: code.Words()})
	acts := len(s.register.Acts)
	s.Intake.Room = func() error { return guwah.ErrFull }
	file := sent{name: "voice", file: "v.ogg", value: "OggS\x00"}

	status, told := s.post(t, "/en/tell", sent{name: "story", value: "all that I said"}, file)
	if status != http.StatusServiceUnavailable || !strings.Contains(told, "all that I said") || !strings.Contains(told, "We have no room left just now") {
		t.Errorf("told with a file: status %d, %s", status, told)
	}
	for what, parts := range map[string][]sent{"without a file": nil, "with one": {file}} {
		parts = append(parts, sent{name: "text", value: "He was a teacher."}, sent{name: "ticket", value: hidden(t, page, "ticket")})
		status, added := s.post(t, "/en/mine/add", parts...)
		if status != http.StatusServiceUnavailable || !strings.Contains(added, "We have no room left just now") || !strings.Contains(added, "Nothing of this was received") {
			t.Errorf("added %s: status %d, %s", what, status, added)
		}
	}
	if len(s.register.Acts) != acts {
		t.Error("what was refused was written")
	}
	if _, withdrawn := s.post(t, "/en/mine/withdraw", sent{name: "ticket", value: hidden(t, page, "ticket")}); !strings.Contains(withdrawn, "It is withdrawn") {
		t.Error("nobody can withdraw without room")
	}
}
