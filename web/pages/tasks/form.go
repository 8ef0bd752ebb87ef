package tasks

import (
	"strconv"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Content is the form for a task's content: a new task when Task has no code.
type Content struct {
	Task    reform.Task // as it is stored now
	Chosen  []reform.SourceClause
	Choices []reform.SourceClause
	Entry   ui.Entry
}

// ContentEntry returns what the form holds before anything is typed.
func ContentEntry(task reform.Task, clauses []reform.SourceClause) ui.Entry {
	values := map[string][]string{
		"ten": {task.Title}, "mo_ta": {task.Description}, "nam": {strconv.Itoa(task.PlanYear)}, "san_pham": {task.Deliverable},
		ui.VersionField: {strconv.Itoa(task.Version)},
	}
	for _, clause := range clauses {
		values["khoan"] = append(values["khoan"], strconv.FormatInt(clause.ID, 10))
	}
	if task.Area.Valid() {
		values["linh_vuc"] = []string{strconv.Itoa(int(task.Area))}
	}
	return ui.Entry{Values: values}
}

func (v Content) isNew() bool { return v.Task.Code == "" }

// Title is the page's heading.
func (v Content) Title() string {
	if v.isNew() {
		return "Tạo nhiệm vụ"
	}
	return "Sửa nội dung " + v.Task.Code
}

func (v Content) form() ui.Form {
	if v.isNew() {
		return ui.Form{Action: paths.Tasks, Draft: true}
	}
	return ui.Form{Action: paths.ToTaskEdit(v.Task.Code), Hidden: v.Entry.Hidden(), Draft: true}
}

// Fields are what the form edits.
func (v Content) Fields() []ui.EditField {
	return []ui.EditField{
		{Name: "ten", Label: "Tên nhiệm vụ"}, {Name: "mo_ta", Label: "Nội dung", Lines: true},
		{Name: "linh_vuc", Label: "Lĩnh vực", Options: contentAreas()}, {Name: "san_pham", Label: "Sản phẩm phải có", Lines: true},
		{Name: "khoan", Label: "Theo điều khoản", Set: true},
	}
}

func (v Content) cancel() string {
	if v.isNew() {
		return paths.Tasks
	}
	return paths.ToTask(v.Task.Code)
}

func (v Content) field(name, label, hint string, most int) ui.Field {
	field := v.Entry.Field(name, label)
	field.Hint, field.Max = hint, most
	return field
}

func required(f ui.Field) ui.Field {
	f.Required = true
	return f
}

func short(f ui.Field) ui.Field {
	f.Size = ui.Short
	return f
}

func contentAreas() []ui.Option {
	options := []ui.Option{{Label: "Chọn lĩnh vực"}}
	for _, area := range reform.Areas() {
		options = append(options, ui.Option{Value: strconv.Itoa(int(area)), Label: area.Name()})
	}
	return options
}

// chosenOptions are the clauses the task is drawn from, each ticked; unticking takes one off.
func (v Content) chosenOptions() []ui.Option {
	options := make([]ui.Option, 0, len(v.Chosen))
	for _, clause := range v.Chosen {
		options = append(options, ui.Option{
			Value: strconv.FormatInt(clause.ID, 10), Label: clause.Label + ", " + cite(clause.Document()),
			Hint: shortened(clauseText(clause), 160), Selected: true,
		})
	}
	return options
}

// moreOptions are the clauses that can be added, under the documents they stand in.
func (v Content) moreOptions() []ui.Option {
	options := []ui.Option{{Label: "Không thêm"}}
	for _, clause := range v.Choices {
		document := clause.Document()
		options = append(options, ui.Option{
			Value: strconv.FormatInt(clause.ID, 10), Label: clauseOption(clause), Group: numbered(document) + " " + document.Dated(),
		})
	}
	return options
}
