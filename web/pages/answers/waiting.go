package answers

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/reform"
)

// waitingShown is how many nudges the note names.
const waitingShown = 3

// waitingTitle says about how many tasks answers are wanted; of more nudges than are named it says no number.
func waitingTitle(nudges []reform.WaitingNudge) string {
	if len(nudges) > waitingShown {
		return "Văn phòng nhắc nhiều việc, cần trả lời:"
	}
	tasks := 0
	for _, n := range nudges {
		tasks += n.Tasks
	}
	return "Văn phòng nhắc " + strconv.Itoa(tasks) + " việc, cần trả lời:"
}

func waitingText(n reform.WaitingNudge) string {
	return n.Code + " (" + strconv.Itoa(n.Tasks) + " việc, trước " + calendar.Stamp(n.AnswerBy) + ")"
}
