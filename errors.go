package guwah

import (
	"errors"
	"fmt"
)

// The kinds of failure that a caller may tell apart; every other error is a fault of ours. Compare with [errors.Is].
var (
	ErrNotFound = errors.New("not found")                               // no such thing, or none that this audience may know of
	ErrWithheld = errors.New("withheld")                                // it exists, and the team may know that it does; outside it reads as ErrNotFound
	ErrConflict = errors.New("changed by someone else in the meantime") // the version the change was made from is no longer the newest
	ErrInvalid  = errors.New("invalid")                                 // what was sent cannot be accepted; see [Invalid]
	ErrBusy     = errors.New("busy")                                    // try again soon; nothing was lost
	ErrFull     = errors.New("no room left on the disk")                // nothing more can be stored until somebody makes room; what was stored is safe
	ErrRefused  = errors.New("refused")                                 // a rule forbids this act to this person, for example the second of two people being the first
)

// Invalid says which field of a form or row was refused, and why, as a catalogue key that the interface translates.
type Invalid struct {
	Field string // the form field or column, in the words of the form
	Key   string // English source text of the message in the catalogue, context "error"
	Args  []any  // what fills the message's placeholders; never a name or words of a testimony
	Kind  string // tells apart what can be done about it, where that differs; see [UnreadableDate] and [DateReadsTwoWays]
}

func (e *Invalid) Error() string { return e.Field + ": " + fmt.Sprintf(e.Key, e.Args...) }

// Is makes errors.Is(err, ErrInvalid) true for every Invalid.
func (e *Invalid) Is(target error) bool { return target == ErrInvalid }
