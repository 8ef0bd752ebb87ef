package meetings

import (
	"strconv"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// The fields of the form of an item, and what its buttons say.
const (
	KindField  = "loai"
	CardField  = "phieu"
	ShiftField = "huong"
	ShiftUp    = "len"
	ShiftDown  = "xuong"
	ItemField  = "muc"
)

// proposal is what the button that takes a proposed card sends.
func proposal(card reform.WaitingCard) []ui.Hidden {
	return []ui.Hidden{{Name: KindField, Value: string(reform.AgendaCard)}, {Name: CardField, Value: number(card.CardID)}}
}

// shift is the button that moves the item up or down.
func (v Show) shift(item reform.AgendaItem, i int, up bool) ui.Button {
	of := "mục " + strconv.Itoa(i+1) + ", " + item.Title
	if up {
		return ui.Button{Label: "Lên", For: of, Small: true, Look: ui.Quiet, Icon: "arrow-up", Name: ShiftField, Value: ShiftUp}
	}
	return ui.Button{Label: "Xuống", For: of, Small: true, Look: ui.Quiet, Icon: "arrow-down", Name: ShiftField, Value: ShiftDown}
}

func (v Show) mayEdit(item reform.AgendaItem) bool {
	return item.Kind == reform.AgendaMatter || item.Silent()
}

func (v Show) mayDrop(item reform.AgendaItem) bool { return item.CheckDrop(item.Version) == nil }

// mends is the meeting in which the conclusions can be mended; "" where they cannot.
func (v Show) mends() string {
	if !v.MayConclude {
		return ""
	}
	return v.Meeting.Code
}

// toConclude is the form that notes a conclusion about the item.
func (v Show) toConclude(item reform.AgendaItem) string {
	return paths.ToConclusionNew(v.Meeting.Code) + "?" + ItemField + "=" + number(item.ID)
}

// Agenda is the form of an item of the agenda.
type Agenda struct {
	Meeting reform.Meeting
	Item    reform.AgendaItem // the zero value for a new one
	Cards   []reform.WaitingCard
	Units   []reform.Unit
	Entry   ui.Entry
}

// Title is the page's heading.
func (v Agenda) Title() string {
	if v.Item.ID != 0 {
		return "Sửa nội dung"
	}
	return "Thêm nội dung"
}

func (v Agenda) field(name, label, hint string, most int) ui.Field {
	f := v.Entry.Field(name, label)
	f.Hint, f.Max = hint, most
	return f
}

func (v Agenda) kinds() (ui.Field, []ui.Option) {
	hints := map[reform.AgendaKind]string{
		reform.AgendaCard: "Chọn phiếu trình ở ô bên dưới.", reform.AgendaUnit: "Chọn đơn vị và ghi điều cần trả lời.", reform.AgendaMatter: "Ghi nội dung.",
	}
	f := v.field(KindField, "Loại nội dung", "", 0)
	f.Required = true
	var options []ui.Option
	for _, kind := range reform.AgendaKinds() {
		options = append(options, ui.Option{Value: string(kind), Label: kind.Label(), Hint: hints[kind]})
	}
	return f, options
}

func (v Agenda) cards() []ui.Option {
	options := []ui.Option{{Label: "Chọn phiếu trình"}}
	for _, card := range v.Cards {
		label := card.Obstacle + ": " + card.Question
		if !card.AgendaOn.IsZero() {
			label += " (đưa ra giao ban " + card.AgendaOn.Vietnamese() + ")"
		}
		options = append(options, ui.Option{Value: number(card.CardID), Label: label})
	}
	return options
}

// units are the department's units after the words for none.
func units(all []reform.Unit, none string) []ui.Option {
	options := []ui.Option{{Label: none}}
	for _, unit := range all {
		if unit.TakesTasks() {
			options = append(options, ui.Option{Value: number(unit.ID), Label: unit.Name, Group: unit.Relation.Label()})
		}
	}
	return options
}

// EntryOf is what the form of an item begins with.
func EntryOf(i reform.AgendaItem) ui.Entry {
	return ui.Entry{Values: map[string][]string{"ten": {i.Title}, "hoi": {i.Ask}}}
}

// Drop is the question before an item is taken off the agenda.
type Drop struct {
	Meeting reform.Meeting
	Item    reform.AgendaItem
	Errors  []ui.FieldError
}

func (v Drop) confirmation() ui.Confirmation {
	return ui.Confirmation{
		Title: "Bỏ nội dung này?", Action: paths.ToAgendaDrop(v.Meeting.Code, v.Item.ID), Cancel: paths.ToMeeting(v.Meeting.Code),
		Submit: ui.Button{Label: "Bỏ khỏi chương trình", Look: ui.Danger}, Hidden: version(v.Item.Version),
	}
}

// Ask is what a meeting asks of the reader's unit.
type Ask struct {
	Ask   reform.MeetingAsk
	Entry ui.Entry
}

// Title is the page's heading.
func (v Ask) Title() string { return "Trả lời giao ban " + v.Ask.Meeting }

func (v Ask) answer() ui.Field {
	f := v.Entry.Field("tra_loi", "Trả lời của đơn vị")
	f.Hint, f.Required, f.Max = "Nêu kết quả, nguyên nhân và ngày xong. Sửa được đến khi kết thúc giao ban.", true, reform.AnswerMost
	return f
}

// AnswerEntry is what the form begins with: the answer that was given, to be mended.
func AnswerEntry(a reform.MeetingAsk) ui.Entry {
	return ui.Entry{Values: map[string][]string{"tra_loi": {a.Answer}}}
}
