package reform

import (
	"time"

	"cchc/internal/calendar"
)

// Course is how a task goes, as one of the three who look at it reads it: the rule, its unit, the Office.
type Course string

// The courses, the best first.
const (
	OnCourse  Course = "on_course"
	AtRisk    Course = "at_risk"
	OffCourse Course = "off_course"
)

// Courses lists the courses in the order forms offer them.
func Courses() []Course { return []Course{OnCourse, AtRisk, OffCourse} }

// Label returns the course as people read it; "" for an unknown one.
func (c Course) Label() string {
	return map[Course]string{OnCourse: "Đúng tiến độ", AtRisk: "Có nguy cơ", OffCourse: "Chậm"}[c]
}

// Judgement is the Office's own reading of a task, which stands until a day unless a later one takes its place.
type Judgement struct {
	ID       int64
	TaskID   int64
	Reading  Course
	Sentence string
	UntilOn  calendar.Date // the last day it stands
	MadeAt   time.Time
	MadeBy   string
	MadeFor  string
}

// Stands reports whether the judgement holds on the day.
func (j Judgement) Stands(on calendar.Date) bool {
	return j.ID != 0 && !on.Before(calendar.DateOf(j.MadeAt)) && !on.After(j.UntilOn)
}
