package demand

import (
	"fmt"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// Steps are the events that a campaigner records of a demand; the others follow from other acts.
var Steps = []guwah.DemandEventKind{
	guwah.DemandSent, guwah.DemandDeliveryFailed, guwah.DemandAcknowledged, guwah.DemandClarification, guwah.DemandWithdrawn, guwah.DemandEnded,
}

// Ways are how a demand can be sent.
var Ways = []string{"post", "email", "hand", "embassy", "public"}

// Step records one dated event of a demand. Events are appended, never overwritten; after a demand was withdrawn or has ended nothing follows (rule 7).
func Step(id guwah.DemandID, event guwah.DemandEvent) register.Deed {
	return func(d guwah.Dossier, m register.Moment) (guwah.Act, guwah.Changes, error) {
		demand, err := in(d, id)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		if err := checkStep(demand, event, m.Day); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		demand.Events = append(slices.Clone(demand.Events), event)
		return act(guwah.Verb("demand_"+string(event.Kind)), id), guwah.Changes{Demands: []guwah.Demand{demand}}, nil
	}
}

func checkStep(demand guwah.Demand, e guwah.DemandEvent, today guwah.Day) error {
	if demand.Over() {
		return fmt.Errorf("record %s of demand %s, which is over: %w", e.Kind, demand.ID, guwah.ErrConflict)
	}
	if len(demand.By) < 2 && e.Kind != guwah.DemandWithdrawn {
		return fmt.Errorf("record %s of demand %s, which nobody has seconded: %w", e.Kind, demand.ID, guwah.ErrConflict)
	}
	if !slices.Contains(Steps, e.Kind) {
		return &guwah.Invalid{Field: "step", Key: "Choose one of the list."}
	}
	if e.At > today {
		return &guwah.Invalid{Field: "at", Key: "This day has not come yet."}
	}
	if len(demand.Events) > 0 && e.At < demand.Events[0].At {
		return &guwah.Invalid{Field: "at", Key: "This day is before the demand was written."}
	}
	if e.Kind == guwah.DemandSent && !slices.Contains(Ways, e.Via) {
		return &guwah.Invalid{Field: "via", Key: "Choose how it was sent."}
	}
	return nil
}
