// Package nudges holds the pages by which the Office urges units on: what would go out, the register and one nudge.
package nudges

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// The fields of the preview: the tasks that are to be urged on, all that were previewed, and the button that only shows the text
// again.
const (
	TaskField = "nv"
	AllField  = "ds"
	DoField   = "viec"
	DoShow    = "xem"
)

// Preview is what an act of nudging would do.
type Preview struct {
	Groups  []reform.NudgeGroup
	Skipped []reform.NudgeSkip
	Signers []reform.Person
	Days    calendar.Days
	Over    bool // only the first of the tasks picked are here
	Left    int  // so many that were picked on a phone are left out
	Picked  bool // some were picked at all
	Entry   ui.Entry
	Now     time.Time
}

func (v Preview) today() calendar.Date { return calendar.DateOf(v.Now) }

func (v Preview) tasks() int {
	n := 0
	for _, group := range v.Groups {
		n += len(group.Tasks)
	}
	return n
}

// Title is the page's heading.
func (v Preview) Title() string {
	if len(v.Groups) == 0 {
		return "Nhắc việc"
	}
	return "Nhắc việc: " + units(len(v.Groups)) + ", " + tasksOf(v.tasks())
}

func units(n int) string { return viet.Int(n) + " đơn vị" }

func tasksOf(n int) string { return viet.Int(n) + " nhiệm vụ" }

// codes are all the tasks that were previewed, so that the list stays as it was shown.
func (v Preview) codes() string {
	var codes []string
	for _, group := range v.Groups {
		for _, task := range group.Tasks {
			codes = append(codes, task.Code)
		}
	}
	for _, skip := range v.Skipped {
		codes = append(codes, skip.Task.Code)
	}
	return strings.Join(codes, " ")
}

func (v Preview) form() ui.Form {
	return ui.Form{Action: paths.NudgePreview, Draft: true, Hidden: []ui.Hidden{{Name: AllField, Value: v.codes()}}}
}

// typed reports whether the form comes back with what was typed.
func (v Preview) typed() bool { return v.Entry.Values != nil }

func (v Preview) field(name, label, preset string) ui.Field {
	field := v.Entry.Field(name, label)
	if !v.typed() {
		field.Value = preset
	}
	field.Required = true
	return field
}

func (v Preview) text() ui.Field {
	field := v.field("noi_dung", "Nội dung nhắc", reform.NudgeTextPreset)
	field.Max, field.Attrs = reform.NudgeTextMost, templ.Attributes{"rows": "7"}
	field.Hint = "Cổng tự điền cho từng đơn vị: {đơn vị}, {số việc}, {danh sách}, {hạn trả lời}."
	return field
}

// presetOn is the next working day: what the form offers to be answered by.
func (v Preview) presetOn() calendar.Date { return v.Days.AddWorking(v.today(), 1) }

func (v Preview) day() ui.Field {
	return v.field("tra_loi_truoc", "Trả lời trước ngày", v.presetOn().Vietnamese())
}

// offDay is a remark where the day asked for is no working day; "" where it is.
func (v Preview) offDay() string {
	on, err := calendar.ParseVietnamese(v.day().Value, v.today().Year())
	if err != nil || on.IsZero() || v.Days.IsWorking(on) {
		return ""
	}
	return on.Long() + " là ngày nghỉ. Ngày làm việc tiếp theo: " + v.Days.NextWorking(on).Vietnamese() + "."
}

func (v Preview) hour() ui.Field {
	field := v.field("gio", "Giờ", "17:00")
	field.Size, field.Hint = ui.Short, "Ví dụ 17:00"
	return field
}

func (v Preview) signer() ui.Field {
	field := v.field("nguoi_ky", "Người ký công văn đôn đốc", "")
	field.Required, field.Size = false, ui.Medium
	field.Hint = "Chỉ cần khi có đơn vị ở mức Công văn đôn đốc; công văn được soạn sẵn, chờ ký rồi mới gửi. Phần nội dung nhắc bạn tự viết được đưa vào công văn."
	return field
}

func (v Preview) signers() []ui.Option {
	options := []ui.Option{{Label: "Chọn người ký"}}
	for _, person := range v.Signers {
		options = append(options, ui.Option{Value: strconv.FormatInt(person.ID, 10), Label: person.Name + ", " + person.Position})
	}
	return options
}

func (v Preview) rung(group reform.NudgeGroup) ui.Field {
	field := v.field(reform.RungField(group.UnitID), "Mức nhắc "+group.Unit, strconv.Itoa(int(group.Rung)))
	field.Required = false
	if field.Value == "" { // the unit was not in the form that came back
		field.Value = strconv.Itoa(int(group.Rung))
	}
	return field
}

func rungs() []ui.Option {
	var options []ui.Option
	for _, rung := range reform.Rungs() {
		options = append(options, ui.Option{Value: strconv.Itoa(int(rung)), Label: strconv.Itoa(int(rung)) + ". " + rung.Label()})
	}
	return options
}

// why says in a few words why the group's rung is proposed.
func why(group reform.NudgeGroup) string {
	most := slices.MaxFunc(group.Tasks, func(a, b reform.NudgeCandidate) int { return a.Nudges - b.Nudges })
	if most.Nudges == 0 {
		return "chưa nhắc lần nào"
	}
	return "có nhiệm vụ đã nhắc " + viet.Int(most.Nudges) + " lần"
}

// boxID is the id of the box of a task; the first of all has that of the field.
func (v Preview) boxID(task reform.NudgeCandidate) string {
	if task.Code == v.Groups[0].Tasks[0].Code {
		return TaskField
	}
	return TaskField + "-" + task.Code
}

func (v Preview) ticked(task reform.NudgeCandidate) bool {
	return !v.typed() || v.Entry.Holds(TaskField, task.Code)
}

// facts are the quiet line of a task: when it is due, how far it has come and what became of the last nudge.
func facts(task reform.NudgeCandidate, today calendar.Date) string {
	parts := []string{due(task.DueOn, today), strconv.Itoa(task.Percent) + "%"}
	if task.Officer != "" {
		parts = append(parts, task.Officer)
	}
	if task.LastState == reform.NudgeSent {
		parts = append(parts, "nhắc lần "+viet.Int(task.Nudges)+" ngày "+calendar.DateOf(*task.LastAt).Vietnamese()+": "+heard(task))
	}
	return strings.Join(parts, " · ")
}

func heard(task reform.NudgeCandidate) string {
	switch {
	case task.LastAnswer == "":
		return "không trả lời"
	case task.LastAnswer == reform.AnswerPromised:
		return "hẹn xong " + task.LastPromisedOn.Vietnamese()
	default:
		return strings.ToLower(task.LastAnswer.Label())
	}
}

func due(on, today calendar.Date) string {
	switch late := today.Sub(on); {
	case on.IsZero():
		return "không thời hạn"
	case late > 0:
		return "hạn " + on.Vietnamese() + ", quá " + viet.Int(late) + " ngày"
	default:
		return "hạn " + on.Vietnamese()
	}
}

// plan is what the form holds now, as far as it can be read.
func (v Preview) plan() reform.NudgePlan {
	on, _ := calendar.ParseVietnamese(v.day().Value, v.today().Year())
	return reform.NudgePlan{Text: v.text().Value, AnswerOn: on, AnswerAt: v.hour().Value}
}

// sample is what the first unit is told of those of its tasks that are ticked.
func (v Preview) sample() string {
	group := v.Groups[0]
	group.Tasks = slices.DeleteFunc(slices.Clone(group.Tasks), func(t reform.NudgeCandidate) bool { return !v.ticked(t) })
	plan := v.plan()
	return group.Text(plan.Text, plan.AnswerBy())
}

func (v Preview) send() ui.Button {
	return ui.Button{Label: "Gửi nhắc " + units(len(v.Groups)), Look: ui.Primary, Icon: "send"}
}
