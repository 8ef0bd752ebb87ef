package reform

import (
	"slices"

	"cchc/internal/calendar"
)

// HeldTask is a task that an obstacle holds up.
type HeldTask struct {
	ID        int64
	Code      string
	Title     string
	State     TaskState
	DueOn     calendar.Date
	Completed calendar.Date
	LeadUnit  string
	Below     int           // the open tasks below it, at any depth
	BelowDue  calendar.Date // the first deadline among them; none where they have none
}

// CardCost is what waiting for a decision costs: what the portal adds to a card by itself.
type CardCost struct {
	Tasks      []HeldTask
	Indicators []string      // the names of those that the tasks serve
	Waited     int           // working days since the first of the obstacles was raised
	DecideBy   calendar.Date // when the decision's clock runs out, or would if the card were sent today
}

// CostOf returns what it costs to wait with the obstacles, which hold up these tasks.
func CostOf(obstacles []Obstacle, tasks []HeldTask, indicators []string, when ObstacleTime) CardCost {
	cost := CardCost{Tasks: tasks, Indicators: indicators}
	for _, o := range obstacles {
		cost.Waited = max(cost.Waited, when.Days.WorkingBetween(calendar.DateOf(o.RaisedAt), when.today()))
		if o.State == ObstacleEscalated && !o.DueOn.IsZero() && (cost.DecideBy.IsZero() || o.DueOn.Before(cost.DecideBy)) {
			cost.DecideBy = o.DueOn
		}
	}
	if cost.DecideBy.IsZero() {
		cost.DecideBy = when.Days.AddWorking(when.today(), when.Clocks[ObstacleEscalated])
	}
	return cost
}

// Below returns how many open tasks stand below those held up.
func (c CardCost) Below() int {
	n := 0
	for _, task := range c.Tasks {
		n += task.Below
	}
	return n
}

// Passing returns those of the tasks whose deadline, or that of a task below, comes before the decision has to.
func (c CardCost) Passing(today calendar.Date) []HeldTask {
	return slices.DeleteFunc(slices.Clone(c.Tasks), func(t HeldTask) bool { return !c.passes(t.DueOn, today) && !c.passes(t.BelowDue, today) })
}

func (c CardCost) passes(due, today calendar.Date) bool {
	return !due.IsZero() && !due.Before(today) && due.Before(c.DecideBy)
}
