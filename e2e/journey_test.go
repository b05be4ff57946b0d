package e2e

import (
	"os"
	"strings"
	"testing"
	"time"
)

// TestFromARelativesWordsToAPublicDemand walks the main job: a relative tells, a case-worker opens it in the browser and draws claims, a second person
// publishes, anyone finds the person in another script, the authority is asked and answers, it is corrected, challenged and withdrawn.
func TestFromARelativesWordsToAPublicDemand(t *testing.T) {
	for _, way := range []struct {
		lang    string
		scripts bool
	}{{"en", true}, {"ug", false}} {
		t.Run(way.lang+map[bool]string{true: " with scripts", false: " without scripts"}[way.scripts], func(t *testing.T) {
			p := start(t)
			j := &journey{p: p, lang: way.lang, t: t}
			j.code = tell(t, p, way.lang, way.scripts, told{
				name: "Turnisa Abla", story: "(invented) My aunt was taken in the spring of 2018.", level: "full", agree: []string{"publish_words"},
			})
			j.alice, j.bob = signIn(t, p, p.Founders[0]), signIn(t, p, p.Founders[1])
			j.drawsClaims()
			j.publishes()
			j.isFoundInAnotherScript()
			j.asksAndIsAnswered()
			j.isChallengedAndCorrected()
			j.isWithdrawnAndUndone(way.scripts)
		})
	}
}

type journey struct {
	t          *testing.T
	p          *program
	lang, code string
	alice, bob colleague
	person     string // address of the person at the desk
	number     string
}

// drawsClaims opens the sealed words with the team's key, which only the browser gets, and draws a name and a detention from them.
func (j *journey) drawsClaims() {
	a := j.alice
	a.at("/desk")
	testimony := a.runs(`[...document.querySelectorAll(".list a")].map(a => a.getAttribute("href")).find(h => !h.includes("t-new")) ?? ""`)
	a.at(testimony)
	a.misses("taken in the spring")
	a.opens("#key-file", j.p.Identity)
	a.do(click("#do-unlock"), shown(`[data-row="story"]`))
	a.sees("taken in the spring", "Turnisa Abla")
	a.fill("#act-draw", "predicate=name", "text=Turnisa Abla", "lang=ug", "relation=niece")
	a.press("#do-draw")
	a.unfold()
	a.sees("Turnisa Abla")
	j.person = strings.SplitN(a.href("#open-case"), "#", 2)[0]
	a.fill("#act-draw", "predicate=detained", "when=2018-04~", "place=cn-65-31", "relation=niece")
	a.press("#do-draw")
}

// publishes proposes, sees that nothing is public by one person alone, and has the second one publish.
func (j *journey) publishes() {
	j.alice.at(j.person)
	j.alice.fill("#act-propose_publishing", "level=full", "why=the family asks")
	j.alice.foresee("#do-propose_publishing", "Turnisa Abla")
	j.alice.sees("somebody else must decide")
	reader := browse(j.t, false)
	reader.open(j.p.Origin + "/en/find?q=Turnisa+Abla")
	reader.misses("GW-")
	j.bob.at(j.person)
	j.bob.press("#do-publish")
	j.number = j.bob.textOf("#case-number")
	if !strings.HasPrefix(j.number, "GW-") {
		j.t.Fatalf("the case has the number %q after two people published it", j.number)
	}
}

func today() string { return time.Now().UTC().Format(time.DateOnly) }

func (j *journey) isFoundInAnotherScript() {
	arabic, err := os.ReadFile("testdata/turnisa.txt")
	if err != nil {
		j.t.Fatal(err)
	}
	reader := browse(j.t, false)
	for _, spelling := range append(strings.Split(strings.TrimSpace(string(arabic)), "\n"), "Turnisa", "tursunisa abla") {
		address := j.p.Origin + "/" + j.lang + "/find?q=" + escape(spelling)
		if spelling == "tursunisa abla" {
			reader.open(address)
			continue
		}
		reader.comesTo(address, j.number)
	}
	reader.open(j.p.Origin + "/" + j.lang + "/case/" + j.number)
	reader.sees("Turnisa Abla")
	reader.misses("A niece (invented)", "taken in the spring")
}

// asksAndIsAnswered raises the demand, records that it was sent, an answer, and the judgement of two.
func (j *journey) asksAndIsAnswered() {
	a, b := j.alice, j.bob
	a.at(j.person)
	a.fill("#act-raise_demand", "authority=invented-region", "campaign=letthemspeak", "asks+life")
	a.foresee("#do-raise_demand")
	b.at(j.person)
	b.press(`[id^="do-publish_demand"]`)
	a.at(j.person)
	a.fill(`[id^="act-demand_step"]`, "step=sent", "at="+today(), "via=post")
	a.press(`[id^="act-demand_step"] button`)
	reader := browse(j.t, false)
	reader.open(j.p.Origin + "/en/case/" + j.number)
	reader.sees("days the demand is unanswered", "since it was sent")

	a.at(j.person)
	a.fill("#act-record_response", "authority=invented-region", "medium=video", "published="+today(), "contents+shown_alive", "said=She is shown reading a text.")
	a.foresee("#do-record_response")
	b.at(j.person)
	b.press(`[id^="do-clear_response"]`)
	for _, c := range []colleague{a, b} {
		c.at(j.person)
		c.fill(`[id^="act-assess"]`, "judge=reviewer", "identity=yes", "date_provable=no", "free_of_control=no", "answers=no", "indicators+reading", "verdict=coerced_indicators")
		c.press(".do-assess")
		if c.has("#confirm") {
			c.press("#confirm")
		}
	}
	reader = browse(j.t, false) // pages may be kept by a browser for a minute
	reader.open(j.p.Origin + "/en/case/" + j.number)
	reader.sees("She is shown reading a text.", "days the demand is unanswered", "signs of coercion")
}

// isChallengedAndCorrected files a challenge as a stranger, and corrects the date of the detention by two people.
func (j *journey) isChallengedAndCorrected() {
	stranger := browse(j.t, false)
	stranger.open(j.p.Origin + "/" + j.lang + "/challenge?case=" + j.number)
	stranger.tick("kind", "wrong_fact")
	stranger.write("text", "It was in May. (invented)")
	stranger.press("main form button")
	stranger.misses("It was in May")

	a, b := j.alice, j.bob
	a.at(j.person)
	a.fill("#act-propose_correction", "kind=date", "was=Detained in April 2018", "now=Detained in May 2018", "why=A challenge was right.")
	a.foresee("#do-propose_correction")
	b.at(j.person)
	b.press(`[id^="do-correct"]`)
	reader := browse(j.t, false)
	reader.open(j.p.Origin + "/en/corrections")
	reader.sees("Detained in May 2018")
}

// isWithdrawnAndUndone withdraws with the code: gone from every page, then there again.
func (j *journey) isWithdrawnAndUndone(scripts bool) {
	relative := browse(j.t, scripts)
	relative.opensMailbox(j.p, j.lang, j.code)
	relative.turn(`form[action$="/mine/withdraw"] button`, `form[action$="/mine/undo"]`)
	reader := browse(j.t, false)
	for _, page := range []string{"/en/case/" + j.number, "/en/find?q=Turnisa+Abla", "/en/", "/en/feed.atom", "/en/feed.json", "/api/v1/cases/" + j.number, "/api/v1/find?q=Turnisa", "/en/campaign/let-them-speak"} {
		reader.open(j.p.Origin + page)
		reader.misses("Turnisa Abla")
	}
	relative.opensMailbox(j.p, j.lang, j.code)
	relative.turn(`form[action$="/mine/undo"] button`, `form[action$="/mine/withdraw"]`)
	reader = browse(j.t, false)
	reader.open(j.p.Origin + "/en/case/" + j.number)
	reader.sees("Turnisa Abla")
}
