package guwah

import (
	"cmp"
	"slices"
)

// clockB counts the days a demand is unanswered on the day (rule 7), judged by the responses given; nil before it was sent or published.
// closings are the days on which the case closed: a demand made before one ended with it and never resumes.
func clockB(d *Demand, authority *Authority, responses []ResponseView, closings []Day, day Day) *ClockB {
	since, from, ok := demandStart(d, authority, day)
	if !ok {
		return nil
	}
	k := &ClockB{Demand: d.ID, Since: since, From: from, State: DemandRunning, Silent: true, Reason: Reason{Rule: "7", Code: ReasonClockBSent, Date: onDay(since)}}
	if from == DemandPublished {
		k.Reason.Code = ReasonClockBPublished
	}
	for i := range responses {
		if r := &responses[i]; r.Response.Demand == d.ID && r.Response.Published <= day {
			k.hear(r)
		}
	}
	k.close(d, closings, day)
	until := day
	if k.stopped() {
		until = k.StoppedOn
	}
	k.Days = max(0, int(until-since))
	k.Overdue = !k.stopped() && d.TermDays > 0 && k.Days > d.TermDays
	return k
}

// demandStart is the day the count begins: the first sending that did not fail, or the publication where there is no channel or a delivery failed.
func demandStart(d *Demand, authority *Authority, day Day) (since Day, from DemandEventKind, ok bool) {
	sent, published, failed := Day(0), Day(0), false
	for i, e := range d.Events {
		switch {
		case e.At > day:
		case e.Kind == DemandSent && !failsNext(d.Events[i+1:]):
			sent = firstOf(sent, e.At)
		case e.Kind == DemandPublished:
			published = firstOf(published, e.At)
		case e.Kind == DemandDeliveryFailed:
			failed = true
		}
	}
	unreachable := failed || authority == nil || len(authority.Channels) == 0
	if published != 0 && unreachable && (sent == 0 || published < sent) {
		return published, DemandPublished, true
	}
	return sent, DemandSent, sent != 0
}

// failsNext tells whether the next thing heard of a sending is that it failed.
func failsNext(later []DemandEvent) bool {
	for _, e := range later {
		switch e.Kind {
		case DemandDeliveryFailed:
			return true
		case DemandSent, DemandAcknowledged, DemandClarification, DemandResponded:
			return false
		}
	}
	return false
}

func firstOf(known, day Day) Day {
	if known == 0 {
		return day
	}
	return min(known, day)
}

// hear takes a response to the demand into account. Only one that satisfies it stops the clock.
func (k *ClockB) hear(r *ResponseView) {
	k.Silent = false
	switch {
	case r.Verdict == SatisfiesDemand:
		if k.State != DemandAnswered || r.Response.Published < k.StoppedOn {
			k.StoppedOn = r.Response.Published
		}
		k.State, k.Reason.Code = DemandAnswered, ReasonClockBAnswered
	case k.State == DemandAnswered:
	case r.Verdict == GenuinePartial:
		k.State = DemandAnsweredInPart
	case r.Verdict == Unassessed && k.State == DemandRunning:
		k.State = DemandAwaitingAssessment
	}
	if r.Verdict != SatisfiesDemand {
		k.Reason.SetAside = append(k.Reason.SetAside, SetAside{Response: r.Response.ID, Code: asideOf(r.Verdict)})
	}
}

func asideOf(v Verdict) string {
	if v == Unassessed {
		return AsideUnassessed
	}
	return AsideNotSatisfying
}

// close stops the clock at a withdrawal or a closing, if that came before an answer, and labels it so and not as answered.
func (k *ClockB) close(d *Demand, closings []Day, day Day) {
	end := func(at Day, state ClockBState, code string) {
		if at >= k.Since && at <= day && (!k.stopped() || at < k.StoppedOn) {
			k.State, k.StoppedOn, k.Reason.Code = state, at, code
		}
	}
	for _, e := range d.Events {
		switch e.Kind {
		case DemandWithdrawn:
			end(e.At, DemandStoppedWithdrawn, ReasonClockBWithdrawn)
		case DemandEnded:
			end(e.At, DemandStoppedClosed, ReasonClockBClosed)
		}
	}
	for _, at := range closings {
		end(at, DemandStoppedClosed, ReasonClockBCaseClosed)
	}
}

func (k *ClockB) stopped() bool {
	return k.State == DemandAnswered || k.State == DemandStoppedWithdrawn || k.State == DemandStoppedClosed
}

// leadingClock is the clock of the oldest demand that runs, and the others that run. Where none runs it is the one that stopped last, labelled so.
func leadingClock(demands []DemandView) (*ClockB, []ClockB) {
	var running, stopped []*ClockB
	for i := range demands {
		switch k := demands[i].Clock; {
		case k == nil:
		case k.stopped():
			stopped = append(stopped, k)
		default:
			running = append(running, k)
		}
	}
	slices.SortFunc(running, func(a, b *ClockB) int { return cmp.Or(cmp.Compare(a.Since, b.Since), cmp.Compare(a.Demand, b.Demand)) })
	if len(running) == 0 {
		if len(stopped) == 0 {
			return nil, nil
		}
		return slices.MaxFunc(stopped, func(a, b *ClockB) int {
			return cmp.Or(cmp.Compare(a.StoppedOn, b.StoppedOn), cmp.Compare(b.Demand, a.Demand))
		}), nil
	}
	var others []ClockB
	for _, k := range running[1:] {
		others = append(others, *k)
	}
	return running[0], others
}
