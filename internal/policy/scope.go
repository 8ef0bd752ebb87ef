package policy

// Scope is which records a read may return. The zero Scope returns none.
type Scope struct {
	reach  Reach
	drafts bool
	person int64
	units  []int64
}

// See returns the scope of a reading action for the actor.
func See(who Actor, action Action) Scope {
	reach := who.Reach(action)
	scope := Scope{reach: reach, person: who.Person}
	switch reach {
	case Branch:
		scope.units = who.Branch
	case Unit:
		scope.units = []int64{who.Unit}
	}
	if reading, ok := draftOf[action]; ok {
		scope.drafts = who.Reach(reading) == All
	}
	return scope
}

// All reports whether the scope covers every record, drafts apart.
func (s Scope) All() bool { return s.reach == All }

// Drafts reports whether the scope covers drafts.
func (s Scope) Drafts() bool { return s.drafts }

// Person returns whose own records are covered; 0 when none.
func (s Scope) Person() int64 {
	if s.reach == Nothing {
		return 0
	}
	return s.person
}

// Units returns the units whose records are covered; never nil.
func (s Scope) Units() []int64 { return append([]int64{}, s.units...) }
