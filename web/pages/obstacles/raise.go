package obstacles

import (
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

// Fields are what a unit says of an obstacle, as a form asks for it: a form of its own, or the one that reports progress.
type Fields struct {
	Entry     ui.Entry
	Code      string // of the obstacle that is mended; "" for a new one
	DueOn     calendar.Date
	FileField string
	Stored    []reform.Attachment
	Similar   []reform.SimilarObstacle
	Today     calendar.Date
}

// Raise is the form that raises an obstacle on a task.
type Raise struct {
	Fields
	Task   reform.Task
	Closed string // why none can be raised now; "" when one can
}

// Mend is the form that says a returned obstacle anew.
type Mend struct {
	Fields
	Obstacle reform.Obstacle
	Return   reform.ObstacleStep
}

// TickField is the box of the form that reports progress which says that something blocks the task.
const TickField = "co_vuong"

// NewEntry returns what the form holds before anything is typed: it blocks since today.
func NewEntry(today calendar.Date) ui.Entry {
	return ui.Entry{Values: map[string][]string{"tu_ngay": {today.Vietnamese()}}}
}

// NudgedEntry returns what the form holds when the obstacle is the answer to a nudge: what was nudged, and since when.
func NudgedEntry(asked reform.NudgeTask) ui.Entry {
	sent := calendar.DateOf(*asked.SentAt).Vietnamese()
	detail := asked.Reminded() + " ngày " + sent + " (" + asked.Nudge + "), khi đó tiến độ " + strconv.Itoa(asked.WasPercent) + "%."
	if !asked.WasDueOn.IsZero() {
		detail = strings.TrimSuffix(detail, ".") + ", hạn " + asked.WasDueOn.Vietnamese() + "."
	}
	return ui.Entry{Values: map[string][]string{"tu_ngay": {sent}, "mo_ta": {detail}}}
}

// Typed returns what the form holds for an obstacle that nothing was typed over yet.
func Typed(o reform.Obstacle) ui.Entry {
	return ui.Entry{Values: map[string][]string{
		"vuong_mac": {o.Title}, "loai": {string(o.Cause)}, "tu_ngay": {o.SinceOn.Vietnamese()}, "da_lam": {o.Tried}, "de_nghi": {o.Request},
		"can_truoc": {o.NeededBy.Vietnamese()}, "mo_ta": {o.Detail}, ui.VersionField: {strconv.Itoa(o.Version)},
	}}
}

// EditFields are what the form edits.
func EditFields() []ui.EditField {
	return []ui.EditField{
		{Name: "vuong_mac", Label: "Vướng mắc"}, {Name: "loai", Label: "Loại vướng mắc", Options: causes()}, {Name: "tu_ngay", Label: "Vướng từ ngày"},
		{Name: "da_lam", Label: "Đơn vị đã làm gì", Lines: true}, {Name: "de_nghi", Label: "Đề nghị", Lines: true},
		{Name: "can_truoc", Label: "Cần giải quyết trước ngày"}, {Name: "mo_ta", Label: "Mô tả thêm", Lines: true},
	}
}

// causeHints say which obstacles are of each cause.
var causeHints = map[reform.Cause]string{
	reform.CauseRules: "quy định chưa có, chưa rõ", reform.CauseMoney: "thiếu, chậm kinh phí", reform.CausePeople: "thiếu người, thiếu chuyên môn",
	reform.CauseCooperation: "nơi khác chậm trả lời", reform.CauseDigital: "phần mềm, kết nối, dữ liệu", reform.CauseSuperior: "Bộ, UBND tỉnh",
}

func causes() []ui.Option {
	var options []ui.Option
	for _, cause := range reform.Causes() {
		label := cause.Label()
		if hint := causeHints[cause]; hint != "" {
			label += " (" + hint + ")"
		}
		options = append(options, ui.Option{Value: string(cause), Label: label})
	}
	return options
}

func (v Raise) form() ui.Form {
	return ui.Form{Action: paths.ToObstacleRaise(v.Task.Code), Multipart: true, Draft: true}
}

func (v Mend) form() ui.Form {
	return ui.Form{Action: paths.ToObstacleEdit(v.Obstacle.Code), Multipart: true, Draft: true, Hidden: v.Entry.Hidden()}
}

// title is the line that says what blocks; obstacles like it come up while it is typed.
func (f Fields) title() ui.Field {
	field := f.field("vuong_mac", "Vướng mắc", "Nêu trong một câu, ví dụ: Chưa có ý kiến của Sở Tư pháp về dự thảo danh mục.", 200)
	field.Attrs = templ.Attributes{
		"maxlength": "200", "hx-get": paths.ToSimilar("", f.Code), "hx-target": "#" + similarID, "hx-select": "#" + similarID, "hx-swap": "outerHTML",
		"hx-select-oob": "#" + similarID + "-noi:innerHTML", "hx-sync": "this:replace",
		"hx-trigger": "input changed delay:400ms", "hx-status:4xx": "swap:none", "hx-status:5xx": "swap:none",
	}
	return field
}

func (f Fields) cause() ui.Field { return f.field("loai", "Loại vướng mắc", "", 0) }

func (f Fields) since() ui.Field {
	return f.field("tu_ngay", "Vướng từ ngày", "", 0)
}

func (f Fields) tried() ui.Field {
	return f.area("da_lam", "Đơn vị đã làm gì", "Công văn số nào, đã làm việc với ai, kết quả ra sao.", 2000)
}

func (f Fields) request() ui.Field {
	return f.area("de_nghi", "Đề nghị", "Đề nghị ai làm gì, hoặc cho phép điều gì.", 2000)
}

func (f Fields) needed() ui.Field {
	return f.field("can_truoc", "Cần giải quyết trước ngày", "", 0)
}

func (f Fields) detail() ui.Field {
	field := f.area("mo_ta", "Mô tả thêm", "Không bắt buộc. Số văn bản, số liệu, hệ quả nếu chưa gỡ.", 3000)
	field.Required = false
	return field
}

func (f Fields) files() ui.Field {
	field := f.field(f.FileField, "Tài liệu về vướng mắc", reform.FileHint, 0)
	field.Required = false
	return field
}

func (f Fields) field(name, label, hint string, most int) ui.Field {
	field := f.Entry.Field(name, label)
	field.Hint, field.Required, field.Max = hint, true, most
	return field
}

func (f Fields) area(name, label, hint string, most int) ui.Field {
	field := f.field(name, label, hint, most)
	field.Attrs = templ.Attributes{"rows": "3"}
	return field
}

// sinceDates are the days since which something mostly blocks.
func (f Fields) sinceDates() []ui.QuickDate {
	return []ui.QuickDate{
		{Label: "Hôm nay", Value: f.Today.Vietnamese()}, {Label: "Hôm qua", Value: f.Today.AddDays(-1).Vietnamese()},
		{Label: "1 tuần trước", Value: f.Today.AddDays(-7).Vietnamese()}, {Label: "1 tháng trước", Value: f.Today.AddMonths(-1).Vietnamese()},
	}
}

// neededDates are the days by which it mostly has to be lifted: the task's own deadline among them, while it is to come.
func (f Fields) neededDates() []ui.QuickDate {
	friday := f.Today.AddDays((int(time.Friday-f.Today.Weekday()) + 7) % 7)
	dates := []ui.QuickDate{
		{Label: "Cuối tuần", Value: friday.Vietnamese()}, {Label: "Sau 7 ngày", Value: f.Today.AddDays(7).Vietnamese()},
		{Label: "Cuối tháng", Value: calendar.MonthOf(f.Today).To.Vietnamese()},
	}
	if f.DueOn.After(f.Today) {
		dates = append(dates, ui.QuickDate{Label: "Hạn nhiệm vụ", Value: f.DueOn.Vietnamese()})
	}
	return dates
}

func (f Fields) stored() []ui.Upload {
	list := make([]ui.Upload, 0, len(f.Stored))
	for _, file := range f.Stored {
		list = append(list, tasks.Upload(file))
	}
	return list
}

var fileRule = ui.FileRule{
	Accept:   ".pdf,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.odt,.ods,.txt,.csv,image/jpeg,image/png,image/webp,image/heic",
	Multiple: true, MaxBytes: reform.FileMaxBytes, MaxFiles: reform.FilesPerForm, Stage: paths.StageFile,
}

// returned says who sent the obstacle back, and when.
func (v Mend) returned() string {
	who := v.Return.Actor
	if v.Return.For != "" {
		who += " (thay " + v.Return.For + ")"
	}
	return strings.TrimSpace(who + " trả lại lúc " + calendar.Stamp(v.Return.At) + ".")
}
