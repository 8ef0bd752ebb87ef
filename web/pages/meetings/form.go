package meetings

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Form calls a meeting, or changes when it sits and what is prepared for it.
type Form struct {
	Meeting reform.Meeting // the zero value for one about to be called
	Series  []reform.MeetingSeries
	Chairs  []reform.Person
	Chosen  int64 // the series of one about to be called
	Entry   ui.Entry
	Today   calendar.Date
}

// Title is the page's heading.
func (v Form) Title() string {
	if v.Meeting.ID != 0 {
		return "Sửa " + v.Meeting.Code
	}
	return "Thêm cuộc giao ban"
}

func (v Form) action() string {
	if v.Meeting.ID != 0 {
		return paths.ToMeetingEdit(v.Meeting.Code)
	}
	return paths.MeetingNew
}

func (v Form) back() string {
	if v.Meeting.ID != 0 {
		return paths.ToMeeting(v.Meeting.Code)
	}
	return paths.Meetings
}

func (v Form) hidden() []ui.Hidden {
	if v.Meeting.ID == 0 {
		return []ui.Hidden{{Name: KindField, Value: number(v.Chosen)}}
	}
	return v.Entry.Hidden()
}

// tabs are the series of which a sitting can be called, each with what the portal proposes for it.
func (v Form) tabs() []ui.Tab {
	if v.Meeting.ID != 0 || len(v.Series) < 2 {
		return nil
	}
	var tabs []ui.Tab
	for _, s := range v.Series {
		tabs = append(tabs, ui.Tab{Label: s.Name, Href: paths.MeetingNew + "?" + KindField + "=" + number(s.ID), Current: s.ID == v.Chosen})
	}
	return tabs
}

// name is the series that the meeting is of.
func (v Form) name() string {
	for _, s := range v.Series {
		if s.ID == v.Chosen {
			return s.Name
		}
	}
	return v.Meeting.Series
}

func (v Form) field(name, label, hint string, required bool, size ui.Size) ui.Field {
	f := v.Entry.Field(name, label)
	f.Hint, f.Required, f.Size = hint, required, size
	return f
}

func (v Form) questions() ui.Field {
	f := v.field("cau_hoi", "Câu hỏi lãnh đạo nên hỏi", "Mỗi dòng một câu, nên có ba câu. In ở cuối bản tóm tắt.", false, "")
	f.Max = reform.QuestionsMost
	return f
}

func chairs(people []reform.Person) []ui.Option {
	options := []ui.Option{{Label: "Chọn người chủ trì"}}
	for _, p := range people {
		options = append(options, ui.Option{Value: number(p.ID), Label: p.Name + " – " + p.Position, Group: p.UnitName})
	}
	return options
}

// PlanEntry is what the form of a meeting begins with.
func PlanEntry(p reform.MeetingPlan) ui.Entry {
	day := func(d calendar.Date) []string {
		if d.IsZero() {
			return nil
		}
		return []string{d.Vietnamese()}
	}
	return ui.Entry{Values: map[string][]string{
		"ngay": day(p.On), "gio": {p.At}, "dia_diem": {p.Place}, "chu_tri": {number(p.ChairID)}, "ngay_hoi": day(p.FlagOn),
		"tra_loi_truoc": day(p.AnswerOn), "gio_tra_loi": {p.AnswerAt}, "cau_hoi": {p.Questions},
	}}
}

// EditEntry is what the form that edits the meeting begins with.
func EditEntry(m reform.Meeting) ui.Entry {
	entry := PlanEntry(m.Plan())
	entry.Values[ui.VersionField] = []string{strconv.Itoa(m.Version)}
	return entry
}

// Fields are what the form edits.
func (v Form) Fields() []ui.EditField {
	return []ui.EditField{
		{Name: "ngay", Label: "Ngày họp"}, {Name: "gio", Label: "Giờ họp"}, {Name: "dia_diem", Label: "Địa điểm"},
		{Name: "chu_tri", Label: "Chủ trì", Options: chairs(v.Chairs)}, {Name: "ngay_hoi", Label: "Ngày hỏi đơn vị"},
		{Name: "tra_loi_truoc", Label: "Đơn vị trả lời trước ngày"}, {Name: "gio_tra_loi", Label: "Trả lời trước giờ"},
		{Name: "cau_hoi", Label: "Câu hỏi lãnh đạo nên hỏi", Lines: true},
	}
}

// SeriesForm makes or changes a series of meetings.
type SeriesForm struct {
	Series reform.MeetingSeries // the zero value for a new one
	Chairs []reform.Person
	Entry  ui.Entry
}

// Title is the page's heading.
func (v SeriesForm) Title() string {
	if v.Series.ID != 0 {
		return "Sửa loại giao ban"
	}
	return "Thêm loại giao ban"
}

func (v SeriesForm) action() string {
	if v.Series.ID != 0 {
		return paths.ToMeetingSeries(v.Series.ID)
	}
	return paths.MeetingSeriesNew
}

func (v SeriesForm) hidden() []ui.Hidden {
	if v.Series.ID == 0 {
		return nil
	}
	return version(v.Series.Version)
}

func (v SeriesForm) field(name, label string, required bool) ui.Field {
	f := v.Entry.Field(name, label)
	f.Required = required
	return f
}

func rhythms() []ui.Option {
	options := []ui.Option{}
	for _, r := range reform.Rhythms() {
		options = append(options, ui.Option{Value: string(r), Label: r.Label()})
	}
	return options
}

// SeriesEntry is what the form of a series begins with.
func SeriesEntry(s reform.MeetingSeries) ui.Entry {
	values := map[string][]string{"ten": {s.Name}, "nhip": {string(s.Rhythm)}, "dia_diem": {s.Place}, "chu_tri": {number(s.ChairID)}}
	if s.ID == 0 {
		values["nhip"] = []string{string(reform.RhythmWeekly)}
	}
	if s.Active {
		values["dang_dung"] = []string{"1"}
	}
	return ui.Entry{Values: values}
}

var seriesTable = ui.Table{Label: "Bảng loại giao ban", Columns: []ui.Column{
	{Label: "Loại giao ban"}, {Label: "Nhịp họp"}, {Label: "Chủ trì"}, {Label: "Địa điểm"}, {Label: "Thao tác", Unseen: true},
}}

// Act is a step of a meeting that is asked about first.
type Act struct {
	Meeting reform.Meeting
	Act     reform.MeetingAct
	Entry   ui.Entry
	Barred  string // why it cannot be taken; "" when it can
	Tasks   int    // how many conclusions it has
}

// Title is the page's heading.
func (v Act) Title() string { return v.Act.Label() }

func (v Act) confirmation() ui.Confirmation {
	button := ui.Button{Label: v.Act.Label(), Look: ui.Primary}
	if v.Act == reform.MeetingCancel {
		button.Look = ui.Danger
	}
	return ui.Confirmation{
		Title: v.Act.Label() + "?", Action: paths.ToMeetingAct(v.Meeting.Code, string(v.Act)), Cancel: paths.ToMeeting(v.Meeting.Code), Submit: button,
		Hidden: version(v.Meeting.Version),
	}
}

func (v Act) field(name, label, hint string, required bool, most int) ui.Field {
	f := v.Entry.Field(name, label)
	f.Hint, f.Required, f.Max = hint, required, most
	return f
}

// says is what the step does.
func (v Act) says() string {
	if v.Act == reform.MeetingCancel {
		if v.Meeting.AskedAt != nil {
			return "Các đơn vị đã được hỏi sẽ nhận thông báo không phải trả lời nữa."
		}
		return "Cuộc này ở lại trong sổ với trạng thái “Không họp”."
	}
	return "Mở lại để ghi thêm hoặc sửa lời kết luận; nhiệm vụ đã giao vẫn giữ nguyên. Xong thì kết thúc lại."
}

// WordsEntry is what the form that ends a meeting begins with.
func WordsEntry(m reform.Meeting) ui.Entry {
	return ui.Entry{Values: map[string][]string{"thanh_phan": {m.Attendees}, "ket_luan": {m.Closing}}}
}

func (v Act) noted() string { return strconv.Itoa(v.Tasks) + " kết luận đã ghi" }
