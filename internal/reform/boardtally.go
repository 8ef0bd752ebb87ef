package reform

// OpenTally is how many of a unit's tasks that are not over stand where the board looks; the classes overlap as its groups do.
type OpenTally struct {
	UnitID    int64
	InTime    int
	Overdue   int
	Standing  int
	Soon      int
	Silent    int
	Blocked   int
	ToVerify  int
	ToAccept  int
	Submitted int
	Week      int // overdue for so long, as the buckets of ageing
	Month     int
	Season    int
	Old       int
}

// OpenTotal returns how many rows the board has by the filter, out of what was counted of each unit; false where what was counted
// does not say.
func OpenTotal(tallies []OpenTally, f BoardFilter) (int, bool) {
	aged := f.Ageing != "" && (f.Group == BoardOpen || f.Group == BoardOverdue)
	if !f.Group.Owed() || f.Ageing != "" && !aged || f.NotNudged > 0 || f.Follower != 0 || f.Area != nil || f.Document != 0 || f.Text != "" {
		return 0, false
	}
	total := 0
	for _, tally := range tallies {
		switch {
		case f.Unit != 0 && tally.UnitID != f.Unit:
		case aged:
			total += tally.Aged(f.Ageing)
		default:
			total += tally.Of(f.Group)
		}
	}
	return total, true
}

// Plus returns the sum of the two, of no unit.
func (t OpenTally) Plus(o OpenTally) OpenTally {
	return OpenTally{
		InTime: t.InTime + o.InTime, Overdue: t.Overdue + o.Overdue, Standing: t.Standing + o.Standing, Soon: t.Soon + o.Soon,
		Silent: t.Silent + o.Silent, Blocked: t.Blocked + o.Blocked, ToVerify: t.ToVerify + o.ToVerify, ToAccept: t.ToAccept + o.ToAccept,
		Submitted: t.Submitted + o.Submitted, Week: t.Week + o.Week, Month: t.Month + o.Month, Season: t.Season + o.Season, Old: t.Old + o.Old,
	}
}

// Aged returns how many are overdue for as long as the bucket says.
func (t OpenTally) Aged(a Ageing) int {
	return map[Ageing]int{AgeingWeek: t.Week, AgeingMonth: t.Month, AgeingSeason: t.Season, AgeingOld: t.Old}[a]
}

// Of returns how many the group has, those that are over apart.
func (t OpenTally) Of(g BoardGroup) int {
	switch g {
	case BoardOverdue:
		return t.Overdue
	case BoardSoon:
		return t.Soon
	case BoardPressing:
		return t.Overdue + t.Soon
	case BoardSilent:
		return t.Silent
	case BoardBlocked:
		return t.Blocked
	case BoardToVerify:
		return t.ToVerify
	case BoardToAccept:
		return t.ToAccept
	case BoardInTime:
		return t.InTime
	case BoardSubmitted:
		return t.Submitted
	case BoardStanding:
		return t.Standing
	case BoardOpen, BoardAll:
		return t.InTime + t.Overdue + t.Standing
	default:
		return 0
	}
}

// DoneTally is how many of a unit's tasks are completed, by class.
type DoneTally struct {
	UnitID   int64
	OnTime   int
	Late     int
	Standing int // without a deadline
}

// Plus returns the sum of the two, of no unit.
func (t DoneTally) Plus(o DoneTally) DoneTally {
	return DoneTally{OnTime: t.OnTime + o.OnTime, Late: t.Late + o.Late, Standing: t.Standing + o.Standing}
}

// Of returns how many the group has of those that are completed.
func (t DoneTally) Of(g BoardGroup) int {
	switch g {
	case BoardOnTime:
		return t.OnTime
	case BoardLate:
		return t.Late
	case BoardStanding:
		return t.Standing
	case BoardAll:
		return t.OnTime + t.Late + t.Standing
	default:
		return 0
	}
}

// MatrixRow is one unit's row of the matrix of units and states, or the sum of them all.
type MatrixRow struct {
	Unit Unit // none in the sum
	Open OpenTally
	Done DoneTally
}

// Of returns how many tasks the cell of the group counts.
func (r MatrixRow) Of(g BoardGroup) int { return r.Open.Of(g) + r.Done.Of(g) }

// MatrixClasses lists the official classes in the order of the matrix's columns: a task is in exactly one of them.
func MatrixClasses() []BoardGroup {
	return []BoardGroup{BoardInTime, BoardOverdue, BoardOnTime, BoardLate, BoardStanding}
}

// MatrixStates lists what the matrix shows beside the classes: parts of what is not done, which may overlap.
func MatrixStates() []BoardGroup {
	return []BoardGroup{BoardToAccept, BoardSubmitted, BoardBlocked, BoardSilent}
}
