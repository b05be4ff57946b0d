package tell

import (
	"net/http"

	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

// risksPage is what to weigh before telling.
type risksPage struct {
	serve.Frame
	Parts  []risksPart
	IsOpen bool
}

type risksPart struct {
	ID    string
	Title said
	Says  []said
}

// riskPart is a part of a page of plain words before it is spoken in a language.
type riskPart struct {
	id    string
	title i18n.Text
	says  []i18n.Text
}

func (s speaker) parts(all []riskPart) []risksPart {
	said := make([]risksPart, 0, len(all))
	for _, part := range all {
		said = append(said, risksPart{part.id, s.say(part.title), s.sayAll(part.says)})
	}
	return said
}

// riskWords are the parts of the page, in order.
var riskWords = []riskPart{
	{"ask", i18n.Key("risk", "Whom to ask first"), []i18n.Text{
		i18n.Key("risk", "If you can do so safely, speak first with the relatives who live outside, and with the person’s husband, wife or parents. They may know what you don’t."),
		i18n.Key("risk", "Do not ask relatives inside by telephone or message. Calls and messages are listened to, and the question alone can harm them."),
		i18n.Key("risk", "If an organisation, a lawyer or the United Nations already works on this, ask them what a public page would change."),
	}},
	{"harm", i18n.Key("risk", "What can happen"), []i18n.Text{
		i18n.Key("risk", "Relatives inside have been questioned, threatened or detained after somebody abroad spoke. Others were left alone, and some were treated better once the world knew their name. Nobody can promise you which it will be."),
		i18n.Key("risk", "Relatives have been made to appear on film and to reject what was said abroad. You may be called and asked to be silent."),
		i18n.Key("risk", "What has been public once can be copied, and copies cannot be called back."),
	}},
	{"name", i18n.Key("risk", "If you speak under your own name"), []i18n.Text{
		i18n.Key("risk", "Many began so, and a name and a face carry further than any list. It also tells the authorities who spoke."),
		i18n.Key("risk", "Some who did have lost contact with the whole family, were insulted in public, or were followed and threatened where they live."),
		i18n.Key("risk", "You can tell us everything now without a name, and decide about your name later, with your code."),
	}},
	{"silence", i18n.Key("risk", "What silence can mean"), []i18n.Text{
		i18n.Key("risk", "A person about whom nobody asks is easier to hide. Some families waited for years and learned nothing."),
		i18n.Key("risk", "To tell us is not to publish. We can keep what you say, locked, until you decide."),
	}},
	{"device", i18n.Key("risk", "Your telephone and your connection"), []i18n.Text{
		i18n.Key("risk", "Whoever holds your telephone may see that you were here. We leave nothing on it, but the browser may remember the page: use a private window, or Tor Browser."),
		i18n.Key("risk", "We record no addresses. Your network can see that you visited us, though not what you wrote."),
		i18n.Key("risk", "Where scripts can run, your words are locked on your own device before they are sent. Without scripts our computer sees them for the moment in which it locks them. "+
			"After that only our case-workers can open them, and we cannot do it for anybody else."),
	}},
	{"you", i18n.Key("risk", "What stays yours"), []i18n.Text{
		i18n.Key("risk", "You choose piece by piece what may be shown and to whom. Nothing is published before you and two of us have agreed what."),
		i18n.Key("risk", "With your code you can change everything later, or withdraw it. Then we hide it within a minute everywhere it is ours to hide."),
	}},
}

func (t *Tell) risksShow(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	speak := t.speak(lang)
	page := risksPage{Frame: t.frame(lang, "/tell/risks", speak.T("risk", "Before you tell: the risks")), IsOpen: t.isOpen(lang)}
	page.Parts = speak.parts(riskWords)
	answer, err := t.risks.Render(page)
	if err != nil {
		return err
	}
	return serve.Send(w, r, answer)
}
