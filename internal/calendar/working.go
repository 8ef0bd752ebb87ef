package calendar

import "time"

// Days says which days are worked: Monday to Friday, less the days Off, plus the days made up for. Each names its reason.
// A day in both is worked. The zero value has no holidays.
type Days struct {
	Off    map[Date]string
	MakeUp map[Date]string
}

// IsWorking reports whether the office works on d; none is not worked.
func (w Days) IsWorking(d Date) bool {
	if d.IsZero() {
		return false
	}
	if _, madeUp := w.MakeUp[d]; madeUp {
		return true
	}
	if weekday := d.Weekday(); weekday == time.Saturday || weekday == time.Sunday {
		return false
	}
	_, off := w.Off[d]
	return !off
}

// NextWorking returns d when it is worked, else the first working day after it; none stays none.
func (w Days) NextWorking(d Date) Date {
	if d.IsZero() || w.IsWorking(d) {
		return d
	}
	return w.AddWorking(d, 1)
}

// AddWorking returns the n-th working day after d, or before it when n is negative; d itself, worked or not, when n is 0.
// None stays none.
func (w Days) AddWorking(d Date, n int) Date {
	if d.IsZero() {
		return d
	}
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		d = d.AddDays(step)
		if w.IsWorking(d) {
			n--
		}
	}
	return d
}

// WorkingBetween counts the working days after from, up to and including to. It is negative when to is earlier: the count
// from to to from. 0 when either is none.
func (w Days) WorkingBetween(from, to Date) int {
	if from.After(to) {
		return -w.WorkingBetween(to, from)
	}
	count := 0
	for from.Before(to) {
		from = from.AddDays(1)
		if w.IsWorking(from) {
			count++
		}
	}
	return count
}
