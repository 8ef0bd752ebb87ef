package reform

import (
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/workflow"
)

// ObstacleStep is one step of an obstacle's way, and how long it waited after it.
type ObstacleStep struct {
	ID         int64
	ObstacleID int64
	Act        ObstacleAct
	State      ObstacleState // that it came to
	At         time.Time
	Actor      string
	For        string // whom a deputy acted for
	Note       string
	DueOn      calendar.Date
	WaitsFor   string // the leader it waited for; "" where it waited for a unit or the Office
	LeftAt     *time.Time
	Days       *int   // working days until it went on; nil while it waits
	Decider    string // who spoke a decision that was typed in at a meeting; "" for any other step
	Spoken
}

// Waited returns the working days that the obstacle waited after the step, or has waited by today.
func (s ObstacleStep) Waited(today calendar.Date, days calendar.Days) int {
	if s.Days != nil {
		return *s.Days
	}
	return days.WorkingBetween(calendar.DateOf(s.At), today)
}

// ObstacleMove is one step of an obstacle, ready to be written.
type ObstacleMove struct {
	Becomes  Obstacle
	Act      ObstacleAct
	From     ObstacleState // that it leaves
	Seen     int           // the version the decision was made on
	Note     string
	WaitsFor int64 // the leader it now waits for; 0 where it waits for nobody in particular
	Waited   int   // working days in the state it leaves
	Changes  []Change
}

// Take returns the move that the step makes of the obstacle, or a fault when the page was stale or a reason is missing. The
// clock of the state it comes to starts, stops or goes on.
func (o Obstacle) Take(step workflow.Step[ObstacleState, ObstacleAct], seen int, note string, when ObstacleTime) (ObstacleMove, error) {
	if seen != o.Version {
		return ObstacleMove{}, StalePage()
	}
	var check fault.Check
	check.That(!step.Note || note != "", "ly_do", "Nhập nội dung.")
	check.That(fits(note, 0, 2000), "ly_do", "Nội dung này dài tối đa 2.000 ký tự.")
	if err := check.Err(); err != nil {
		return ObstacleMove{}, err
	}
	next := o
	next.State = step.To
	if step.To != step.From {
		next.EnteredAt = when.Now
	}
	next.DueOn, next.DaysLeft = o.turn(step, when)
	switch step.Act {
	case ObstacleResolve:
		next.Resolution = note
	case ObstacleReopen:
		next.Resolution = ""
	}
	if step.Act == ObstacleResolve || step.To == ObstacleReturned || step.To == ObstacleWithdrawn {
		next.CardID = 0 // no card asks for it any more
	}
	if !step.To.Live() {
		next.ClosedAt = &when.Now
	}
	move := ObstacleMove{
		Becomes: next, Act: step.Act, From: o.State, Seen: seen, Note: note, Changes: o.ChangesTo(next),
	}
	if !move.Stays() {
		move.Waited = when.Days.WorkingBetween(calendar.DateOf(o.EnteredAt), when.today())
	}
	return move, nil
}

// Stays reports whether the obstacle still waits as it did before: on a meeting's agenda it waits no less for its decision.
func (m ObstacleMove) Stays() bool { return m.From == m.Becomes.State }

// Mend returns the move that says a returned obstacle anew and takes the step with it; whoever sends it is its author now, so
// that nobody confirms their own words.
func (o Obstacle) Mend(step workflow.Step[ObstacleState, ObstacleAct], seen int, said Blocking, who policy.Actor, when ObstacleTime) (ObstacleMove, error) {
	move, err := o.Take(step, seen, "", when)
	if err != nil {
		return move, err
	}
	if err := said.Check(when.today()); err != nil {
		return move, err
	}
	next := &move.Becomes
	next.Blocking, next.AuthorID, next.Author, next.ForID, next.For = said, who.Person, who.Name, who.For, who.ForName
	move.Changes = o.ChangesTo(*next)
	return move, nil
}
