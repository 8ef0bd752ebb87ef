package reform

// WorkGroup is a part of the list of what one person has to do; its value stands in the list's URL.
type WorkGroup string

// The groups: four are the list's tabs, the others what its figures count.
const (
	WorkToDo      WorkGroup = "can-xu-ly"
	WorkStanding  WorkGroup = "thuong-xuyen"
	WorkSubmitted WorkGroup = "da-gui"
	WorkCompleted WorkGroup = "hoan-thanh"
	WorkOverdue   WorkGroup = "qua-han"
	WorkSoon      WorkGroup = "den-han"
	WorkStale     WorkGroup = "chua-cap-nhat"
	WorkBlocked   WorkGroup = "vuong-mac"
)

// WorkTabs lists the groups that are tabs, in their order.
func WorkTabs() []WorkGroup {
	return []WorkGroup{WorkToDo, WorkStanding, WorkSubmitted, WorkCompleted}
}

// WorkFigures lists the groups that are figures, the most pressing first.
func WorkFigures() []WorkGroup {
	return []WorkGroup{WorkOverdue, WorkSoon, WorkSubmitted, WorkBlocked, WorkStale}
}

// Known returns the group, or what there is to do for a group that does not exist.
func (g WorkGroup) Known() WorkGroup {
	switch g {
	case WorkStanding, WorkSubmitted, WorkCompleted, WorkOverdue, WorkSoon, WorkStale, WorkBlocked:
		return g
	default:
		return WorkToDo
	}
}

// Filter returns the filter that shows the group's tasks, which are those that figures count; those completed have the latest
// deadline first.
func (g WorkGroup) Filter() TaskFilter {
	f := g.narrow()
	f.Kin = KinCounted
	return f
}

func (g WorkGroup) narrow() TaskFilter {
	switch g {
	case WorkStanding:
		return TaskFilter{Timeliness: NoDeadline, Open: true}
	case WorkSubmitted:
		return TaskFilter{State: TaskSubmitted}
	case WorkCompleted:
		return TaskFilter{State: TaskCompleted, Sort: SortDue, Descending: true}
	case WorkOverdue:
		return TaskFilter{Timeliness: OpenOverdue}
	case WorkSoon:
		return TaskFilter{Timeliness: FilterSoon}
	case WorkStale:
		return TaskFilter{Timeliness: FilterStale}
	case WorkBlocked:
		return TaskFilter{Blocked: true}
	default:
		return TaskFilter{Timeliness: FilterDated}
	}
}

// Of returns how many tasks the group has.
func (c WorkCounts) Of(g WorkGroup) int {
	switch g {
	case WorkStanding:
		return c.Standing
	case WorkSubmitted:
		return c.Waiting
	case WorkCompleted:
		return c.Completed
	case WorkOverdue:
		return c.Overdue
	case WorkSoon:
		return c.DueSoon
	case WorkStale:
		return c.Stale
	case WorkBlocked:
		return c.Blocked
	default:
		return c.Open
	}
}
