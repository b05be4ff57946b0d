package tell

import (
	"net/http"

	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

// lockedPage tells in plain words what the lock protects and what it does not.
type lockedPage struct {
	serve.Frame
	Parts       []risksPart
	Fingerprint string
	Aloud       string // the fingerprint as words
	Script      script
}

// lockParts are the parts of the page on the lock, in order.
var lockParts = []riskPart{
	{"how", i18n.Key("risk", "What happens when you send it"), []i18n.Text{
		i18n.Key("risk", "Where scripts can run, your own telephone or computer locks every word and every file before anything is sent. Our computer receives a locked box."),
		i18n.Key("risk", "Where scripts cannot run, our computer locks it while it arrives. For that moment it sees your words; nothing is written down unlocked. The page says which of the two it was."),
		i18n.Key("risk", "The boxes are filled up to a few sizes, so that their size says little about how much you told."),
		i18n.Key("risk", "The key that opens them is not on that computer. Our case-workers keep it, and open your words on their own machines."),
	}},
	{"protects", i18n.Key("risk", "What this protects against"), []i18n.Text{
		i18n.Key("risk", "Somebody steals the computer, its disk or a copy of it: they have locked boxes without the key."),
		i18n.Key("risk", "A curious or forced company where the computer stands. A court that orders us to hand over what is stored: we can only give locked boxes."),
		i18n.Key("risk", "A computer of the future that breaks today’s usual locks: ours uses a second kind of lock made against that as well."),
	}},
	{"not", i18n.Key("risk", "What it does not protect against"), []i18n.Text{
		i18n.Key("risk", "A telephone that is watched or infected, or somebody who looks over your shoulder."),
		i18n.Key("risk", "Somebody who has taken over our computer while it runs, and gives you an altered page. Others can notice that by the numbers below; you alone may not."),
		i18n.Key("risk", "Your network sees that you visited us and when, though not what you wrote. Tor Browser hides that too."),
		i18n.Key("risk", "A case-worker who is forced to open what they may open. That is why few may, and every opening is written down."),
		i18n.Key("risk", "What is drawn from your words to be checked or published, such as a name or a date, can be read by our computer, because it must be found and compared. Who told it stays locked."),
	}},
}

// lockedShow explains the lock.
func (t *Tell) lockedShow(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	speak := t.speak(lang)
	fingerprint := t.Intake.Team.Now().Fingerprint()
	page := lockedPage{
		Frame: t.frame(lang, "/tell/locked", speak.T("risk", "How your words are locked")), Parts: speak.parts(lockParts),
		Fingerprint: fingerprint.String(), Aloud: fingerprint.Words(), Script: t.script,
	}
	answer, err := t.locked.Render(page)
	if err != nil {
		return err
	}
	return serve.Send(w, r, answer)
}
