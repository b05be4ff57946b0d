package e2e

import (
	"strings"
	"testing"
)

// TestARelativeTellsAndComesBackWithTheCode goes the relative's way in English and in Uyghur, with scripts and without.
func TestARelativeTellsAndComesBackWithTheCode(t *testing.T) {
	p := start(t)
	for _, lang := range []string{"en", "ug"} {
		for _, scripts := range []bool{true, false} {
			t.Run(lang+map[bool]string{true: " with scripts", false: " without scripts"}[scripts], func(t *testing.T) {
				code := tell(t, p, lang, scripts, told{name: "Turnisa Abla", story: "(invented) My aunt was taken in the spring.", level: "full", agree: []string{"publish_words"}})
				v := browse(t, scripts)
				v.opensMailbox(p, lang, code)
				v.misses(code)
			})
		}
	}
}

// told is what somebody tells.
type told struct {
	name, story, level string
	agree              []string
}

// tell fills the form in and returns the words of the return code.
func tell(t *testing.T, p *program, lang string, scripts bool, what told) string {
	t.Helper()
	v := browse(t, scripts)
	v.open(p.Origin + "/" + lang + "/tell")
	v.write("name", what.name)
	v.write("story", what.story)
	v.write("speaker", "A niece (invented)")
	v.write("relation", "niece")
	v.tick("level", what.level)
	for _, use := range what.agree {
		v.tick("agree", use)
	}
	v.turn("main form button", ".code ol") // with scripts the words are sealed here first, and no page is loaded
	words := strings.Fields(v.textOf(".code ol"))
	if len(words) != 12 {
		t.Fatalf("the return code has %d words: %q", len(words), words)
	}
	return strings.Join(words, " ")
}
