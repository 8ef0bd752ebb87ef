package cards

import (
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// waited says how long those who wait have waited.
func waited(c reform.CardCost) string {
	if c.Waited == 0 {
		return "Mới báo vướng mắc hôm nay."
	}
	return "Đã chờ " + viet.Int(c.Waited) + " ngày làm việc từ khi báo vướng mắc."
}

// held is the chip of a held task's deadline; false where there is nothing to warn of.
func held(t reform.HeldTask, today calendar.Date) (ui.Chip, bool) {
	return ui.DeadlineChip(reform.TimelinessOf(t.State, t.DueOn, t.Completed, today), t.DueOn, today)
}

func due(t reform.HeldTask) string {
	if t.DueOn.IsZero() {
		return "Không thời hạn"
	}
	return "Hạn " + t.DueOn.Vietnamese()
}

// below says what stands below a held task; "" where nothing does.
func below(t reform.HeldTask) string {
	if t.Below == 0 {
		return ""
	}
	text := viet.Int(t.Below) + " việc con đang chờ"
	if !t.BelowDue.IsZero() {
		text += ", hạn sớm nhất " + t.BelowDue.Vietnamese()
	}
	return text
}

// passing names the tasks whose deadline comes before the decision has to; "" where none does.
func passing(c reform.CardCost, today calendar.Date) string {
	var codes []string
	for _, task := range c.Passing(today) {
		codes = append(codes, task.Code)
	}
	if len(codes) == 0 {
		return ""
	}
	return strings.Join(codes, ", ") + " đến hạn trước ngày phải quyết định " + c.DecideBy.Vietnamese() + "."
}

func heldTitle(c reform.CardCost) string {
	text := viet.Int(len(c.Tasks)) + " nhiệm vụ đang chờ"
	if n := c.Below(); n > 0 {
		text += ", " + viet.Int(n) + " việc con"
	}
	return text
}
