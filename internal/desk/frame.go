package desk

import (
	"context"
	"net/http"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

// frame is what the desk's layout needs of a page.
type frame struct {
	serve.Frame
	Handle  string // who is signed in; empty on the sign-in page
	At      string // which part of the desk this is: inbox, second, people, demands, matches, challenges, team, take, you
	Inbox   int    // testimonies that need someone
	Second  int    // decisions that need a second person
	Said    string // what was just done
	Tongues []language
	Script  string // the page's script
	KeyIdle int    // minutes without use after which the key is dropped

	Passkeys bool       // the page has to do with passkeys, and needs their script
	Abroad   bool       // whoever is signed in travels: there is no menu
	Alarms   []alarmRow // that stand, as far as this member is told of them
	Can      can        // which parts of the desk are theirs
}

type language struct {
	Code, Name string
	Current    bool
}

// keyIdle is after how many minutes without use the browser forgets the team's key.
const keyIdle = 15

// counted is up to how many rows are counted for the menu.
const counted = 200

func (d *Desk) plainFrame(speak *i18n.Printer, title string) frame {
	return frame{Frame: serve.Frame{Lang: speak.Lang(), Title: title, NoIndex: true}}
}

// frame begins a page of somebody signed in. done is the code of what was just done, from the address.
func (d *Desk) frame(ctx context.Context, v visit, at, title, done string) (frame, error) {
	f := d.plainFrame(v.speak, title)
	queue, err := v.Queue(ctx, counted)
	if err != nil {
		return frame{}, err
	}
	waiting, err := v.Waiting(ctx, counted)
	if err != nil {
		return frame{}, err
	}
	f.Script, f.KeyIdle = "desk.js", keyIdle
	alarms, err := v.Colleague.Alarms(ctx)
	if err != nil {
		return frame{}, err
	}
	if len(alarms) > 0 {
		members, err := d.Register.Members(ctx)
		if err != nil {
			return frame{}, err
		}
		f.Alarms = v.alarmRows(alarms, members)
	}
	f.Handle, f.At, f.Inbox, f.Second, f.Can = v.Handle, at, len(queue), len(waiting), v.can()
	if done != "" {
		f.Said = v.speak.Say(doneText(done))
	}
	f.Tongues = tongues(v)
	return f, nil
}

// tongues are the languages the desk can be read in.
func tongues(v visit) []language {
	var all []language
	for _, lang := range i18n.Langs {
		all = append(all, language{string(lang), v.speak.Native(lang), lang == v.lang()})
	}
	return all
}

// send answers with a page that nobody but its reader keeps.
func send(w http.ResponseWriter, r *http.Request, answer serve.Answer, err error) error {
	if err != nil {
		return err
	}
	answer.NoStore = true
	return serve.Send(w, r, answer)
}

// done leads on to a page which says what was done.
func done(w http.ResponseWriter, r *http.Request, to, what string) error {
	http.Redirect(w, r, to+"?done="+what, http.StatusSeeOther)
	return nil
}

// can says what the signed-in member may do, for leaving out what they may not. It opens nothing: the register itself refuses.
type can struct {
	Cases, Intake, Open, Draw, Review, Publish, Merge, Demand, Assess, Answer, Team, Acts, Plant bool
}

func (v visit) can() can {
	return can{
		Cases: v.May(guwah.MayReadCases), Intake: v.May(guwah.MayReadIntake), Open: v.May(guwah.MayOpenSealed), Draw: v.May(guwah.MayDraw),
		Review: v.May(guwah.MayReview), Publish: v.May(guwah.MayPublish), Merge: v.May(guwah.MayMerge), Demand: v.May(guwah.MayDemand),
		Assess: v.May(guwah.MayAssess), Answer: v.May(guwah.MayAnswer), Team: v.May(guwah.MayManageTeam), Acts: v.May(guwah.MaySeeActs), Plant: v.May(guwah.MayPlant),
	}
}
