package reform

import (
	"cchc/internal/calendar"
	"cchc/internal/fault"
)

// Remainder is one thing that follows from a decision and is done by others: the task that an instruction became, or a letter to
// those above.
type Remainder struct {
	CardID   int64
	Kind     EffectKind // EffectInstruction or EffectRefer
	TaskCode string     // of the instruction's task; "" where that is out of the reader's reach
	Subject  string     // what is to be done, or what the letter asks
	Who      string     // the unit that does it, or those the letter goes to
	State    TaskState  // of the task; "" for a letter
	Number   string     // of the letter; "" while it is not sent
	DueOn    calendar.Date
	Done     bool
}

// Closable returns a conflict fault that names the first thing that has to be done before a decided obstacle can be closed; nil
// when nothing remains.
func Closable(rest []Remainder) error {
	for _, r := range rest {
		switch {
		case r.Done:
		case r.Kind == EffectInstruction:
			return fault.New(fault.Conflict, "Chưa đóng được: việc giao "+r.Who+" theo quyết định chưa hoàn thành.")
		case r.Number == "":
			return fault.New(fault.Conflict, "Chưa đóng được: văn bản kiến nghị "+r.Who+" chưa gửi.")
		default:
			return fault.New(fault.Conflict, "Chưa đóng được: chưa có trả lời của "+r.Who+" cho văn bản "+r.Number+".")
		}
	}
	return nil
}
