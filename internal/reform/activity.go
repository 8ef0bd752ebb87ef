package reform

// Activity is how many records were written, by what a reader of the board would look at anew for it. It says that something
// changed and never what.
type Activity struct {
	Tasks     int `json:"task"`
	Obstacles int `json:"obstacle"`
	Nudges    int `json:"nudge"`
}

// Plus returns both together.
func (a Activity) Plus(b Activity) Activity {
	return Activity{a.Tasks + b.Tasks, a.Obstacles + b.Obstacles, a.Nudges + b.Nudges}
}

// Since returns what came on top of the earlier b.
func (a Activity) Since(b Activity) Activity {
	return Activity{a.Tasks - b.Tasks, a.Obstacles - b.Obstacles, a.Nudges - b.Nudges}
}

// None reports whether nothing was written.
func (a Activity) None() bool { return a == Activity{} }
