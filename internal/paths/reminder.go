package paths

// The patterns of the rules by which people are reminded.
const (
	Reminders      = "/quan-tri/nhac-tu-dong"
	ReminderNew    = "/quan-tri/nhac-tu-dong/moi"
	Reminder       = "/quan-tri/nhac-tu-dong/{id}"
	ReminderRemove = "/quan-tri/nhac-tu-dong/{id}/xoa"
)

// ToReminder returns the form of one rule.
func ToReminder(id int64) string { return Reminders + "/" + number(id) }

// ToReminderRemove returns where a rule is taken away.
func ToReminderRemove(id int64) string { return ToReminder(id) + "/xoa" }
