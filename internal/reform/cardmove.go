package reform

import (
	"cchc/internal/policy"
	"cchc/internal/workflow"
)

// CardMove is one step of a decision card, ready to be written.
type CardMove struct {
	Becomes Card
	Act     ObstacleAct
	Note    string
	Changes []Change
}

// Subject returns what policy needs to know of the card for the obstacle: it is decided by whoever decides all of them.
func (c Card) Subject(of Obstacle) policy.Subject {
	subject := of.Subject()
	subject.Kind, subject.ID = policy.Card, c.ID
	return subject
}

// Take returns the move that the step makes of the card, or a conflict when the page was stale. The notes are checked where
// its obstacles take the same step.
func (c Card) Take(step workflow.Step[CardState, ObstacleAct], seen int, note string) (CardMove, error) {
	if seen != c.Version {
		return CardMove{}, StalePage()
	}
	next := c
	next.State = step.To
	return CardMove{Becomes: next, Act: step.Act, Note: note, Changes: c.ChangesTo(next)}, nil
}

// ChangesTo lists what differs between the card and what it becomes.
func (c Card) ChangesTo(next Card) []Change {
	var changes Changes
	changes.Text("card_state", string(c.State), string(next.State))
	changes.Text("question", c.Question, next.Question)
	changes.Text("summary", c.Summary, next.Summary)
	changes.Number("leader", c.LeaderID, next.LeaderID)
	changes.Number("proposed", int64(c.Proposed), int64(next.Proposed))
	changes.Date("agenda_on", c.AgendaOn, next.AgendaOn)
	changes.Number("chosen", int64(c.Chosen), int64(next.Chosen))
	changes.Text("direction", c.Direction, next.Direction)
	if next.NotedIn != c.NotedIn {
		changes = append(changes, next.SpokenChange()...)
	}
	return changes
}
