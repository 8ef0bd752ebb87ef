// Package handovers shows what one person holds, and the form that hands it to another.
package handovers

import (
	"cmp"
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Form is what one person holds, as far as the reader may hand it over.
type Form struct {
	Person     reform.Person
	Tasks      []reform.TaskLine
	Total      int
	Elsewhere  int // open tasks that lie out of the reader's reach
	Followed   int // open tasks that the person follows, for a reader who may hand these over
	Drafts     []reform.HeldDraft
	Deputies   []reform.Deputy
	Waiting    []reform.Waiting
	Successors []reform.Person
	MayName    bool // the reader may name deputies
	Today      calendar.Date
	Entry      ui.Entry
}

// SeenField is the hidden field with the version at which the task was seen.
func SeenField(code string) string { return "phien_ban_" + code }

// Ticked returns what the form holds before anything was chosen: everything.
func Ticked(tasks []reform.TaskLine, followed int, drafts []reform.HeldDraft, deputies []reform.Deputy) ui.Entry {
	values := map[string][]string{}
	for _, task := range tasks {
		values["nhiem_vu"] = append(values["nhiem_vu"], task.Code)
	}
	if followed > 0 {
		values["theo_doi"] = []string{"1"}
	}
	for _, draft := range drafts {
		values["ban_nhap"] = append(values["ban_nhap"], draft.Form)
	}
	if len(deputies) > 0 {
		values["ket_thuc_uy_quyen"] = []string{"1"}
	}
	return ui.Entry{Values: values}
}

func (v Form) empty() bool { return len(v.Tasks)+v.Followed+len(v.Drafts)+len(v.Deputies) == 0 }

func (v Form) form() ui.Form {
	form := ui.Form{Action: paths.ToHandOver(v.Person.ID)}
	for _, task := range v.Tasks {
		form.Hidden = append(form.Hidden, ui.Hidden{Name: SeenField(task.Code), Value: strconv.Itoa(task.Version)})
	}
	return form
}

func (v Form) successor() ui.Field {
	f := v.Entry.Field("nguoi_nhan", "Người nhận bàn giao")
	f.Required = true
	return f
}

func (v Form) successors() []ui.Option {
	options := []ui.Option{{Label: "Chọn người nhận"}}
	for _, p := range v.Successors {
		options = append(options, ui.Option{Value: strconv.FormatInt(p.ID, 10), Label: p.Name, Group: p.UnitName})
	}
	return options
}

// boxes leaves the value out: several boxes are ticked, not one.
func (v Form) boxes(name, label, hint string) ui.Field {
	f := v.Entry.Field(name, label)
	f.Value, f.Hint = "", hint
	return f
}

func (v Form) taskHint() string {
	if v.Total > len(v.Tasks) {
		return "Hiện " + viet.Int(len(v.Tasks)) + " trên " + viet.Int(v.Total) + " nhiệm vụ; bàn giao xong phần này, phần còn lại hiện tiếp."
	}
	return "Bỏ đánh dấu nhiệm vụ không bàn giao cho người này."
}

func (v Form) tasks() []ui.Option {
	options := make([]ui.Option, 0, len(v.Tasks))
	for _, task := range v.Tasks {
		about := []string{task.State.Label(), task.LeadUnit}
		if !task.DueOn.IsZero() {
			about = append(about, "hạn "+task.DueOn.Vietnamese())
		}
		options = append(options, ui.Option{
			Value: task.Code, Label: task.Code + " · " + task.Title, Hint: strings.Join(about, " · "), Selected: v.Entry.Holds("nhiem_vu", task.Code),
		})
	}
	return options
}

func (v Form) drafts() []ui.Option {
	options := make([]ui.Option, 0, len(v.Drafts))
	for _, draft := range v.Drafts {
		options = append(options, ui.Option{
			Value: draft.Form, Label: cmp.Or(draft.Title, draft.Form), Hint: "Nhập lúc " + calendar.Stamp(draft.SavedAt), Selected: v.Entry.Holds("ban_nhap", draft.Form),
		})
	}
	return options
}

func (v Form) followed() ui.Field {
	return ui.Field{
		Name: "theo_doi", Label: "Giao cả " + viet.Int(v.Followed) + " nhiệm vụ người này đang theo dõi", Value: "1",
		Hint: "Người nhận phải là người của Văn phòng. Không giao thì khi người này chuyển đơn vị hoặc khóa tài khoản, các nhiệm vụ ấy vào mục Cần giao lại ở bảng theo dõi.",
	}
}

func (v Form) endDeputies() ui.Field {
	f := ui.Field{Name: "ket_thuc_uy_quyen", Label: "Kết thúc việc làm thay có tên người này", Value: "1"}
	var titles []string
	for _, d := range v.Deputies {
		titles = append(titles, d.Title()+" đến hết "+d.ToOn.Vietnamese())
	}
	f.Hint = strings.Join(titles, "; ") + "."
	return f
}

// wait is what waits for the head, in words.
func wait(w reform.Waiting) string {
	if w.Kind == reform.WaitExtension {
		return "Đề nghị gia hạn chờ ký"
	}
	return "Báo cáo hoàn thành chờ duyệt"
}
