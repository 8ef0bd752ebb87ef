// Package approvals shows a leader or the Office's chief all that waits for them, in one place.
package approvals

import (
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// List is what waits for the reader, what waits longest first.
type List struct {
	Waiting []reform.Approval
	Total   int
	Days    calendar.Days
	Today   calendar.Date

	MayApprove bool // the reader may approve reports that heads wrote
}

// Title is the page's heading.
const Title = "Phê duyệt"

func (v List) under() string {
	switch {
	case len(v.Waiting) == 0:
		return "Vướng mắc, gia hạn, báo cáo hoàn thành, công văn đôn đốc chờ bạn quyết định hoặc ký."
	case v.Total > len(v.Waiting):
		return "Chờ lâu đứng trước. Đang hiện " + viet.Int(len(v.Waiting)) + " việc đầu; xử lý xong sẽ hiện tiếp."
	default:
		return viet.Int(len(v.Waiting)) + " việc chờ bạn, chờ lâu đứng trước."
	}
}

// key is the id of the card of one of them.
func key(a reform.Approval) string { return string(a.Kind) + "-" + strconv.FormatInt(a.ID, 10) }

// chip says what is asked for, and whether it has waited past its day.
func (v List) chip(a reform.Approval) ui.Chip {
	if a.Kind == reform.ApproveDecision && !a.ToOn.IsZero() && v.Today.After(a.ToOn) {
		return ui.Chip{Kind: ui.Over, Text: a.Kind.Label() + ", quá thời hạn trả lời"}
	}
	return ui.Chip{Kind: ui.Waiting, Text: a.Kind.Label()}
}

// waited says since when it waits.
func (v List) waited(a reform.Approval) string {
	since := calendar.DateOf(a.Since)
	text := "Gửi " + since.Vietnamese()
	if days := v.Days.WorkingBetween(since, v.Today); days > 0 {
		text += ", đã chờ " + strconv.Itoa(days) + " ngày làm việc"
	}
	return text
}

// title names what waits.
func title(a reform.Approval) string {
	if a.Kind == reform.ApproveLetter {
		return "Công văn đôn đốc " + viet.Int(a.Tasks) + " nhiệm vụ"
	}
	return a.Title
}

// fact is one thing to know before approving.
type fact struct{ label, text string }

func facts(a reform.Approval) []fact {
	var all []fact
	add := func(label, text string) {
		if text != "" {
			all = append(all, fact{label, text})
		}
	}
	switch a.Kind {
	case reform.ApproveDecision:
		add("Văn phòng đề xuất", a.Words)
		add("Trả lời trước hết ngày", a.ToOn.Vietnamese())
	case reform.ApproveExtension, reform.ApproveSignature:
		add("Thời hạn", a.FromOn.Vietnamese()+" → "+a.ToOn.Vietnamese()+" (thêm "+strconv.Itoa(a.ToOn.Sub(a.FromOn))+" ngày)")
		add("Lý do", short(a.Words))
	case reform.ApproveCompletion:
		add("Thời hạn", a.FromOn.Vietnamese())
		add("Gửi hoàn thành", a.ToOn.Vietnamese())
		add("Kết quả", short(a.Words))
	case reform.ApproveObstacle:
		add("Đề nghị", short(a.Words))
		add("Cần trước", a.ToOn.Vietnamese())
	case reform.ApproveLetter:
		add("Trả lời trước hết ngày", a.ToOn.Vietnamese())
		add("Ký xong", "Lãnh đạo Văn phòng ghi số, ngày ký; công văn mới được gửi đến đơn vị.")
	}
	return all
}

// wordsMost is how much of somebody's words a card shows.
const wordsMost = 300

func short(text string) string {
	letters := []rune(viet.Normalise(text))
	if len(letters) <= wordsMost {
		return string(letters)
	}
	return strings.TrimSpace(string(letters[:wordsMost])) + "…"
}

// page is where all of it can be read, and approved or not.
func page(a reform.Approval) string {
	switch a.Kind {
	case reform.ApproveDecision:
		return paths.ToObstacleDecision(a.Code)
	case reform.ApproveExtension, reform.ApproveSignature:
		return paths.ToExtension(a.ID)
	case reform.ApproveCompletion:
		return paths.ToSignOff(a.ID)
	case reform.ApproveLetter:
		return paths.ToNudge(a.Code)
	default:
		return paths.ToObstacle(a.Code)
	}
}

// steps are the steps of a report that can be taken right here, behind a question each.
func steps(a reform.Approval) []ui.Button {
	if a.Kind != reform.ApproveCompletion {
		return nil
	}
	var buttons []ui.Button
	for _, act := range []reform.CompletionAct{reform.CompletionApprove, reform.CompletionReturn} {
		buttons = append(buttons, ui.Button{Label: act.Label(), For: a.Code, Href: paths.ToSignOffAct(a.ID, string(act))})
	}
	return buttons
}

// opens is what the button says that leads to the page.
var opens = map[reform.ApprovalKind]string{
	reform.ApproveDecision: "Xem và quyết định", reform.ApproveExtension: "Đồng ý hoặc không đồng ý", reform.ApproveSignature: "Xem và ký",
	reform.ApproveCompletion: "Xem hồ sơ", reform.ApproveObstacle: "Xem và xác nhận", reform.ApproveLetter: "Xem công văn",
}
