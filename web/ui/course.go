package ui

import "cchc/internal/reform"

// CourseChip shows how a task goes, as one of its three readings has it.
func CourseChip(course reform.Course) Chip {
	kind := map[reform.Course]Kind{reform.OnCourse: Done, reform.AtRisk: Soon, reform.OffCourse: Over}[course]
	return Chip{Kind: kind, Text: course.Label()}
}
