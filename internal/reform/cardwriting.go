package reform

import (
	"slices"
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/fault"
)

// CardWriting is what the Office writes for a leader: the question, the ways out and who is to decide.
type CardWriting struct {
	Question string
	Summary  string
	LeaderID int64
	Proposed int // the position of the option that the Office proposes; 0 for none
	Options  []Option
}

// CardGround is what a card is written on: the obstacles it joins with their tasks, and who leads and what stands on the day.
type CardGround struct {
	Obstacles []Obstacle
	Tasks     []Task
	Leaders   []Leader
	Units     []Unit
	Today     calendar.Date
}

// summaryLines is how many lines a card's summary has at most: a leader reads it on a phone.
const summaryLines = 3

// OptionPrefix returns what the names of the fields of an option begin with in forms.
func OptionPrefix(position int) string { return "pa" + strconv.Itoa(position) + "_" }

// Blank reports whether nothing was written for the option.
func (o Option) Blank() bool { return o.Title == "" && o.Consequence == "" && o.Effect == Effect{} }

// Check returns an invalid fault naming every field of the card that is wrong; a card that is sent needs two options at least.
func (w CardWriting) Check(on CardGround, send bool) error {
	var check fault.Check
	check.That(fits(w.Question, 1, 1000), "noi_dung_trinh", "Nêu nội dung trình: cần lãnh đạo quyết định điều gì, tối đa 1.000 ký tự.")
	check.That(fits(w.Summary, 0, 1000), "tom_tat", "Tóm tắt dài tối đa 1.000 ký tự.")
	check.That(strings.Count(w.Summary, "\n") < summaryLines, "tom_tat", "Tóm tắt tối đa ba dòng.")
	for _, option := range w.Options {
		option.check(&check, on)
	}
	w.checkOptions(&check, send)
	check.That(w.Proposed == 0 || w.has(w.Proposed), "de_xuat", "Phương án đề xuất phải là một phương án đã ghi ở trên.")
	on.checkLeader(&check, w.LeaderID)
	return check.Err()
}

func (w CardWriting) has(position int) bool {
	return slices.ContainsFunc(w.Options, func(o Option) bool { return o.Position == position })
}

// checkOptions notes an option left out before another, and too few of them for a leader to choose from.
func (w CardWriting) checkOptions(check *fault.Check, send bool) {
	for position := 1; position < OptionsMost; position++ {
		check.That(w.has(position) || !w.has(position+1), OptionPrefix(position)+"ten",
			"Ghi phương án "+strconv.Itoa(position)+" trước phương án "+strconv.Itoa(position+1)+".")
	}
	if send && len(w.Options) < OptionsLeast {
		check.That(false, OptionPrefix(len(w.Options)+1)+"ten", "Phiếu trình cần ít nhất hai phương án để lãnh đạo chọn.")
	}
}

func (o Option) check(check *fault.Check, on CardGround) {
	prefix, n := OptionPrefix(o.Position), strconv.Itoa(o.Position)
	check.That(fits(o.Title, 1, 500), prefix+"ten", "Nêu phương án "+n+", tối đa 500 ký tự.")
	check.That(fits(o.Consequence, 1, 1000), prefix+"he_qua", "Nêu hệ quả của phương án "+n+", tối đa 1.000 ký tự.")
	check.That(slices.Contains(EffectKinds(), o.Kind), prefix+"tac_dong", "Chọn việc sẽ làm khi phương án "+n+" được chọn.")
	o.Named(on.Units, on.Today).Check(check, prefix, on.Tasks, on.Today)
}

// checkLeader notes a leader who is not in charge of every area of the card.
func (on CardGround) checkLeader(check *fault.Check, leader int64) {
	able := on.InCharge()
	known := slices.ContainsFunc(able, func(l Leader) bool { return l.ID == leader })
	switch {
	case len(able) == 0:
		check.That(false, "lanh_dao", on.NobodySentence())
	case leader == 0:
		check.That(false, "lanh_dao", "Chọn lãnh đạo quyết định.")
	default:
		check.That(known, "lanh_dao", "Lãnh đạo này không phụ trách: "+on.areasText()+". Chọn lãnh đạo khác.")
	}
}

// Areas returns the areas of the tasks that the obstacles block, each once.
func (on CardGround) Areas() []Area {
	var areas []Area
	for _, o := range on.Obstacles {
		if !slices.Contains(areas, o.TaskArea) {
			areas = append(areas, o.TaskArea)
		}
	}
	slices.Sort(areas)
	return areas
}

// InCharge returns the leaders in charge of every area of the card.
func (on CardGround) InCharge() []Leader {
	areas := on.Areas()
	return slices.DeleteFunc(slices.Clone(on.Leaders), func(l Leader) bool { return !l.InCharge(areas) })
}

// NobodySentence says that no leader can decide the card, and where that is put right.
func (on CardGround) NobodySentence() string {
	return "Chưa lãnh đạo nào phụ trách: " + on.areasText() + ". Chánh Văn phòng phân công ở mục Quản lý, Phụ trách lĩnh vực."
}

// Told says what the effect would do to the tasks if it were decided today, a sentence each; nothing for one that cannot be.
func (on CardGround) Told(e Effect) []string {
	return e.Named(on.Units, on.Today).Plan(on.Tasks, Ruling{On: on.Today}).Told
}

func (on CardGround) areasText() string {
	var names []string
	for _, area := range on.Areas() {
		names = append(names, area.Short())
	}
	return strings.Join(names, ", ")
}

// Rewrite returns the card with what the Office writes.
func (c Card) Rewrite(w CardWriting) Card {
	c.Question, c.Summary, c.LeaderID, c.Proposed = w.Question, w.Summary, w.LeaderID, w.Proposed
	return c
}

// Over reports whether the card asks for nothing any more.
func (s CardState) Over() bool { return s == CardDecided || s == CardDropped }

// CheckAgenda returns an invalid fault unless the day is one on which a meeting can still be held.
func (c Card) CheckAgenda(on, today calendar.Date) error {
	var check fault.Check
	check.That(!on.IsZero(), "giao_ban", "Nhập ngày giao ban, ví dụ 30/11/2026.")
	check.That(on.IsZero() || !on.Before(today), "giao_ban", "Ngày giao ban không được trước hôm nay "+today.Vietnamese()+".")
	return check.Err()
}

// AgendaText says on which meeting's agenda the card stands; "" for none.
func (c Card) AgendaText() string {
	if c.AgendaOn.IsZero() {
		return ""
	}
	return "Đưa ra giao ban " + c.AgendaOn.Vietnamese()
}
