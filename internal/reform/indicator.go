package reform

import (
	"slices"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/viet"
)

// Direction is on which side of its target an indicator should come to lie.
type Direction string

// The directions.
const (
	AtLeast Direction = "at_least"
	AtMost  Direction = "at_most"
)

// Directions lists the directions in the order forms offer them.
func Directions() []Direction { return []Direction{AtLeast, AtMost} }

// Label returns the direction as people read it; "" for an unknown one.
func (d Direction) Label() string {
	return map[Direction]string{AtLeast: "≥ (từ mức này trở lên)", AtMost: "≤ (từ mức này trở xuống)"}[d]
}

// Sign returns the direction's sign; "" for an unknown one.
func (d Direction) Sign() string { return map[Direction]string{AtLeast: "≥", AtMost: "≤"}[d] }

// Indicator is what a reform area is measured by: where it stood, where it has to be and by when.
type Indicator struct {
	ID        int64
	Name      string
	Area      Area
	Measure   string // what it is counted in: %, thủ tục, ngày
	Direction Direction
	Baseline  *Decimal // nil where nobody knows
	Target    Decimal
	TargetOn  calendar.Date // none where no day is set
	ClauseID  int64         // that sets it; 0 for none
	Version   int
}

// Subject returns what policy needs to know of the indicator.
func (i Indicator) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Indicator, ID: i.ID, Area: int(i.Area)}
}

// Amount returns a number of the indicator with what it is counted in: "84,46%", "36 thủ tục".
func (i Indicator) Amount(d Decimal) string {
	if i.Measure == "%" {
		return d.Vietnamese() + "%"
	}
	return d.Vietnamese() + " " + i.Measure
}

// Aim returns the target with its direction: "≥ 100%".
func (i Indicator) Aim() string { return i.Direction.Sign() + " " + i.Amount(i.Target) }

// IndicatorTasksMost is how many tasks one indicator is linked to at most.
const IndicatorTasksMost = 50

// Check names every field that is wrong.
func (i Indicator) Check(check *fault.Check) {
	check.That(fits(i.Name, 1, 300), "ten", "Nhập tên chỉ tiêu, tối đa 300 ký tự.")
	check.That(i.Area.Valid(), "linh_vuc", "Chọn lĩnh vực.")
	check.That(fits(i.Measure, 1, 30), "don_vi_tinh", "Nhập đơn vị đo, tối đa 30 ký tự, ví dụ: %; thủ tục; ngày.")
	check.That(i.Direction.Label() != "", "huong", "Chọn hướng: từ mức này trở lên hay trở xuống.")
}

// ChangesTo lists what differs between the indicator and what an edit makes of it.
func (i Indicator) ChangesTo(next Indicator) []Change {
	var c Changes
	c.Text("name", i.Name, next.Name)
	c.Number("area", int64(i.Area), int64(next.Area))
	c.Text("measure", i.Measure, next.Measure)
	c.Text("target_direction", string(i.Direction), string(next.Direction))
	c.Text("baseline", decimalText(i.Baseline), decimalText(next.Baseline))
	c.Text("target", i.targetText(), next.targetText())
	c.Date("target_on", i.TargetOn, next.TargetOn)
	return c
}

// ChangesTo lists what differs between the line and what it becomes; the clause and the tasks are named as people know them.
func (l IndicatorLine) ChangesTo(next IndicatorLine) []Change {
	c := Changes(l.Indicator.ChangesTo(next.Indicator))
	c.Text("clause", l.clauseText(), next.clauseText())
	c.Text("tasks", strings.Join(l.Codes(), ", "), strings.Join(next.Codes(), ", "))
	return c
}

func (l IndicatorLine) clauseText() string {
	if l.Clause == nil {
		return ""
	}
	return l.Clause.Label + ", " + l.Clause.Document().Number()
}

func decimalText(d *Decimal) string {
	if d == nil {
		return ""
	}
	return d.Vietnamese()
}

// targetText returns the target; "" for an indicator that does not exist yet.
func (i Indicator) targetText() string {
	if i.Direction == "" {
		return ""
	}
	return i.Target.Vietnamese()
}

// IndicatorLine is an indicator with the clause that sets it and the tasks that serve it.
type IndicatorLine struct {
	Indicator
	Clause *SourceClause // nil for none
	Tasks  []IndicatorTask
	Linked int // how many tasks serve it, those out of reach among them
}

// Beyond returns how many of its tasks are out of the reader's reach.
func (l IndicatorLine) Beyond() int { return l.Linked - len(l.Tasks) }

// Codes returns the codes of its tasks in reach, in their order.
func (l IndicatorLine) Codes() []string {
	codes := make([]string, 0, len(l.Tasks))
	for _, task := range l.Tasks {
		codes = append(codes, task.Code)
	}
	return codes
}

// IndicatorTask is a task that serves an indicator.
type IndicatorTask struct {
	ID    int64
	Code  string
	Title string
	State TaskState
}

// IndicatorFilter says which indicators a list shows.
type IndicatorFilter struct {
	Area *Area // nil: all
	Page int
}

// TaskCodes returns the codes in the text, each once, in capital letters; they stand apart by commas, semicolons or blanks.
func TaskCodes(text string) []string {
	var codes []string
	for code := range strings.FieldsFuncSeq(viet.NormaliseText(text), func(r rune) bool { return strings.ContainsRune(",; \t\n", r) }) {
		if code = strings.ToUpper(code); !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}

// CheckTasks says where the codes are too many or name tasks that were not found.
func CheckTasks(check *fault.Check, codes []string, found []IndicatorTask) {
	check.That(len(codes) <= IndicatorTasksMost, "nhiem_vu", "Mỗi chỉ tiêu gắn tối đa 50 nhiệm vụ.")
	var unknown []string
	for _, code := range codes {
		if !slices.ContainsFunc(found, func(t IndicatorTask) bool { return t.Code == code }) {
			unknown = append(unknown, code)
		}
	}
	check.That(len(unknown) == 0, "nhiem_vu", "Không có nhiệm vụ "+strings.Join(unknown[:min(len(unknown), 5)], ", ")+". Kiểm tra lại mã.")
}
