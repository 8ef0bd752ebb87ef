package audits

import (
	"slices"
	"strconv"
	"strings"

	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// List is a page of the audit log.
type List struct {
	Events        []reform.AuditEvent
	Pages         ui.Pages
	Query         ui.Entry
	Names         ui.ChangeNames
	LinkTasks     bool // the reader may open tasks
	LinkDocuments bool // the reader may open documents
}

func (v List) filter() ui.Filter {
	search := v.Query.Field("nguoi", "Tìm theo người thực hiện")
	search.Hint = "Tên người thực hiện"
	f := ui.Filter{Action: paths.Audit, Search: search, Live: "ket-qua"}
	for _, name := range []string{"loai", "viec", "tu_ngay", "den_ngay"} {
		if v.Query.Value(name) != "" {
			f.Active++
		}
	}
	if f.Active > 0 || search.Value != "" {
		f.Clear = paths.Audit
	}
	return f
}

func objectOptions() []ui.Option {
	options := []ui.Option{{Label: "Mọi đối tượng"}}
	for _, kind := range objectOrder {
		options = append(options, ui.Option{Value: string(kind), Label: objects[kind]})
	}
	return options
}

// actOptions offers the acts that leave a line: of those that only look, only reading a file and exporting do.
func actOptions() []ui.Option {
	options := []ui.Option{{Label: "Mọi việc"}}
	for _, action := range policy.Actions() {
		if !action.Looks() || action == policy.FileRead || action == policy.ObstacleExport {
			options = append(options, ui.Option{Value: string(action), Label: sentence(acts[action])})
		}
	}
	return options
}

func (v List) table() ui.Table {
	count := viet.Int(v.Pages.Total)
	if v.Pages.More {
		count = "Hơn " + count
	}
	return ui.Table{
		Label: "Bảng nhật ký", Caption: count + " sự kiện, mới nhất trước",
		Columns: []ui.Column{{Label: "Thời điểm"}, {Label: "Người thực hiện"}, {Label: "Việc"}, {Label: "Đối tượng"}, {Label: "Chi tiết"}, {Label: "Địa chỉ"}},
	}
}

// href returns where the event's record is read; "" where the reader may not open it or it has no page.
func (v List) href(e reform.AuditEvent) string {
	switch {
	case v.LinkTasks && slices.Contains([]policy.Object{policy.Task, policy.Report, policy.Share}, policy.Object(e.ObjectKind)):
		return paths.ToTask(e.ObjectName)
	case e.ObjectKind == string(policy.Document) && v.LinkDocuments:
		return paths.ToDocument(e.ObjectID)
	default:
		return ""
	}
}

func called(e reform.AuditEvent) string {
	if e.ObjectName == "" {
		return "số " + strconv.FormatInt(e.ObjectID, 10)
	}
	return e.ObjectName
}

// sentence begins words with a capital letter.
func sentence(words string) string {
	runes := []rune(words)
	if len(runes) == 0 {
		return words
	}
	return strings.ToUpper(string(runes[:1])) + string(runes[1:])
}

// short reports whether what the object is called is a code or a number, not to be broken over two lines.
func short(e reform.AuditEvent) bool { return len(called(e)) <= 20 }
