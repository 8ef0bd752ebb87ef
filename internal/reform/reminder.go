package reform

import "cchc/internal/policy"

// ReminderKind is what people are reminded of.
type ReminderKind string

// The kinds of reminder.
const (
	RemindDueBefore ReminderKind = "due_before"
	RemindOverdue   ReminderKind = "overdue"
	RemindWeekly    ReminderKind = "overdue_weekly"
	RemindReport    ReminderKind = "report_missing"
	RemindApproval  ReminderKind = "approval_waiting"
)

// ReminderKinds lists the kinds in the order their page shows them.
func ReminderKinds() []ReminderKind {
	return []ReminderKind{RemindDueBefore, RemindOverdue, RemindWeekly, RemindReport, RemindApproval}
}

// ReminderRule says when people are reminded of something, and who.
type ReminderRule struct {
	ID      int64
	Kind    ReminderKind
	Days    int // working days before or after; 0 where the kind has none
	Officer bool
	Head    bool
	Office  bool
	Active  bool
	Version int
}

// Subject returns what policy needs to know of the rule.
func (r ReminderRule) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Reminder, ID: r.ID}
}
