package reform

import (
	"slices"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// AgendaMost is how many items an agenda has at most.
const AgendaMost = 60

// Subject returns what policy needs to know of the item: the unit that reports answers for it.
func (i AgendaItem) Subject() policy.Subject {
	return policy.Subject{Kind: policy.AgendaItem, ID: i.ID, Unit: i.UnitID}
}

// Silent reports whether the item waits for the answer of its unit.
func (i AgendaItem) Silent() bool { return i.Kind == AgendaUnit && i.AnsweredAt == nil }

// WaitingCard is a card that a leader is to decide and that is not on the agenda yet.
type WaitingCard struct {
	CardID   int64
	Obstacle string // the code of its first obstacle
	Question string
	Leader   string
	UnitID   int64
	Unit     string
	AgendaOn calendar.Date // the day a leader put it off to; none where no leader did
	SentAt   *time.Time
}

// Proposed reports whether a leader wanted the card decided in a meeting by the day.
func (c WaitingCard) Proposed(on calendar.Date) bool {
	return !c.AgendaOn.IsZero() && !c.AgendaOn.After(on)
}

// AgendaWriting is an item as it is typed.
type AgendaWriting struct {
	Kind   AgendaKind
	CardID int64
	UnitID int64
	Title  string
	Ask    string
}

// AgendaGround is what an item is written on.
type AgendaGround struct {
	Cards []WaitingCard
	Units []Unit // those that stand
	Items []AgendaItem
}

// Item returns the item that the writing makes, or an invalid fault naming every field that is wrong.
func (w AgendaWriting) Item(ground AgendaGround) (AgendaItem, error) {
	item := AgendaItem{Kind: w.Kind}
	var check fault.Check
	check.That(w.Kind.Label() != "", "loai", "Chọn loại nội dung.")
	check.That(len(ground.Items) < AgendaMost, "loai", "Mỗi cuộc giao ban tối đa 60 nội dung.")
	switch w.Kind {
	case AgendaCard:
		at := slices.IndexFunc(ground.Cards, func(c WaitingCard) bool { return c.CardID == w.CardID })
		check.That(at >= 0, "phieu", "Chọn phiếu trình đang chờ quyết định và chưa có trong chương trình.")
		if at >= 0 {
			card := ground.Cards[at]
			item.CardID, item.UnitID, item.Unit, item.Title, item.Obstacle = card.CardID, card.UnitID, card.Unit, cut(card.Question, 1000), card.Obstacle
		}
	case AgendaUnit:
		at := slices.IndexFunc(ground.Units, func(u Unit) bool { return u.ID == w.UnitID })
		check.That(at >= 0, "don_vi", "Chọn đơn vị báo cáo.")
		check.That(fits(w.Ask, 1, 1000), "hoi", "Nhập nội dung đơn vị phải trả lời, tối đa 1.000 ký tự.")
		if at >= 0 {
			item.UnitID, item.Unit, item.Ask = w.UnitID, ground.Units[at].Name, w.Ask
			item.Title = item.Unit + " báo cáo"
		}
	case AgendaMatter:
		check.That(fits(w.Title, 1, 1000), "ten", "Nhập nội dung, tối đa 1.000 ký tự.")
		item.Title = w.Title
	}
	return item, check.Err()
}

// Edited returns the item with what the writing says of it, or a fault where it cannot be changed so.
func (i AgendaItem) Edited(w AgendaWriting, seen int) (AgendaItem, error) {
	if seen != i.Version {
		return i, StalePage()
	}
	var check fault.Check
	switch i.Kind {
	case AgendaUnit:
		if i.AnsweredAt != nil {
			return i, fault.New(fault.Conflict, "Đơn vị đã trả lời nên không sửa câu hỏi được. Thêm một nội dung mới để hỏi thêm.")
		}
		check.That(fits(w.Ask, 1, 1000), "hoi", "Nhập nội dung đơn vị phải trả lời, tối đa 1.000 ký tự.")
		i.Ask = w.Ask
	default:
		check.That(fits(w.Title, 1, 1000), "ten", "Nhập nội dung, tối đa 1.000 ký tự.")
		i.Title = w.Title
	}
	return i, check.Err()
}

// CheckDrop returns a fault that says why the item stays on the agenda; nil where it can be taken off.
func (i AgendaItem) CheckDrop(seen int) error {
	switch {
	case seen != i.Version:
		return StalePage()
	case i.AnsweredAt != nil:
		return fault.New(fault.Conflict, "Đơn vị đã trả lời nội dung này nên không bỏ được.")
	case i.CardState == CardDecided:
		return fault.New(fault.Conflict, "Phiếu này đã được quyết định nên không bỏ được.")
	default:
		return nil
	}
}

// ItemBeside returns the item that the one with this number changes places with when it goes up, or down; false where it is the
// first, or the last.
func ItemBeside(items []AgendaItem, id int64, up bool) (AgendaItem, bool) {
	at := slices.IndexFunc(items, func(i AgendaItem) bool { return i.ID == id })
	to := at + 1
	if up {
		to = at - 1
	}
	if at < 0 || to < 0 || to >= len(items) {
		return AgendaItem{}, false
	}
	return items[to], true
}

// ChangesTo lists what differs between the item and what it becomes.
func (i AgendaItem) ChangesTo(next AgendaItem) []Change {
	var c Changes
	c.Text("agenda_kind", string(i.Kind), string(next.Kind))
	c.Text("agenda_title", i.Title, next.Title)
	c.Text("agenda_ask", i.Ask, next.Ask)
	c.Text("agenda_answer", i.Answer, next.Answer)
	c.Number("agenda_position", int64(i.Position), int64(next.Position))
	return c
}

// MeetingAsk is what a meeting asks of a unit, as that unit sees it.
type MeetingAsk struct {
	AgendaItem
	Meeting  string // its code
	Series   string
	State    MeetingState
	SitsAt   time.Time
	Place    string
	AnswerBy time.Time
}

// AnswerMost is how long a unit's answer is at most.
const AnswerMost = 3000

// Reply returns the item with the unit's answer, or a fault where it cannot be answered so. An answer can be mended until the
// meeting is over.
func (a MeetingAsk) Reply(answer string, seen int) (AgendaItem, error) {
	if !a.State.Open() {
		return a.AgendaItem, fault.New(fault.Conflict, "Giao ban "+a.Meeting+" đã xong nên không trả lời được nữa.")
	}
	if seen != a.Version {
		return a.AgendaItem, StalePage()
	}
	var check fault.Check
	check.That(fits(answer, 1, AnswerMost), "tra_loi", "Nhập nội dung trả lời, tối đa 3.000 ký tự.")
	next := a.AgendaItem
	next.Answer = answer
	return next, check.Err()
}
