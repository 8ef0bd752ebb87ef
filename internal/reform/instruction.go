package reform

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// What the list of instructions is called as a workbook, and its file.
const (
	InstructionsTitle = "Ý kiến chỉ đạo của lãnh đạo và kết quả thực hiện"
	InstructionsFile  = "chi-dao-cua-lanh-dao.xlsx"
)

// InstructionSource is where a leader instructed a unit.
type InstructionSource string

// The sources of instructions.
const (
	InstructionOnCard    InstructionSource = "card"
	InstructionInMeeting InstructionSource = "meeting"
	InstructionDirect    InstructionSource = "direct" // of the leader's own accord
)

// InstructionSources lists the sources in the order filters offer them.
func InstructionSources() []InstructionSource {
	return []InstructionSource{InstructionDirect, InstructionOnCard, InstructionInMeeting}
}

// Label returns the source as people read it; "" for an unknown one.
func (s InstructionSource) Label() string {
	return map[InstructionSource]string{
		InstructionOnCard: "Quyết định về vướng mắc", InstructionInMeeting: "Kết luận giao ban", InstructionDirect: "Chỉ đạo trực tiếp",
	}[s]
}

// InstructionState is what has come of an instruction by a day; it follows from the task or the letter that it made or changed.
type InstructionState string

// The states, those that ask for attention first. Each instruction is in exactly one.
const (
	InstructionOverdue InstructionState = "overdue"
	InstructionWaiting InstructionState = "waiting" // the unit has not accepted the task, and it is not overdue
	InstructionUnder   InstructionState = "under_way"
	InstructionDone    InstructionState = "done"
	InstructionStopped InstructionState = "stopped" // its task was cancelled or put off
	InstructionNoted   InstructionState = "noted"   // nothing follows from it that could be done or not
)

// InstructionStates lists the states in the order people read them.
func InstructionStates() []InstructionState {
	return []InstructionState{InstructionOverdue, InstructionWaiting, InstructionUnder, InstructionDone, InstructionStopped, InstructionNoted}
}

// Label returns the state as people read it; "" for an unknown one.
func (s InstructionState) Label() string {
	return map[InstructionState]string{
		InstructionOverdue: "Quá hạn", InstructionWaiting: "Chưa tiếp nhận", InstructionUnder: "Đang làm trong hạn", InstructionDone: "Đã xong",
		InstructionStopped: "Tạm hoãn, dừng", InstructionNoted: "Không phải theo dõi",
	}[s]
}

// InstructionFilter says which instructions a list shows; the zero value of each field asks nothing.
type InstructionFilter struct {
	Leader int64
	Unit   int64 // that leads the task now
	State  InstructionState
	Source InstructionSource
	From   calendar.Date
	To     calendar.Date // the last day
	Page   int
	Today  calendar.Date
}

// Query returns what the list's URL says for the filter, its page and day apart.
func (f InstructionFilter) Query() url.Values {
	q := url.Values{}
	set := func(on bool, name, value string) {
		if on {
			q.Set(name, value)
		}
	}
	set(f.Leader != 0, "lanh_dao", strconv.FormatInt(f.Leader, 10))
	set(f.Unit != 0, "don_vi", strconv.FormatInt(f.Unit, 10))
	set(f.State != "", "trang_thai", string(f.State))
	set(f.Source != "", "nguon", string(f.Source))
	set(!f.From.IsZero(), "tu_ngay", f.From.Vietnamese())
	set(!f.To.IsZero(), "den_ngay", f.To.Vietnamese())
	return q
}

// InstructionCount is how many instructions are in one state.
type InstructionCount struct {
	State InstructionState
	N     int
}

// InstructionLine is one instruction with what has come of it.
type InstructionLine struct {
	Source    InstructionSource
	ID        int64
	At        time.Time
	Leader    string
	By        string     // who gave it in the leader's place, or noted it; "" for the leader
	Kind      EffectKind // "" for a word that makes nothing
	Text      string
	Code      string // of the obstacle or the meeting; "" for one given directly
	Task      string // the code of the task that it made or changed; "" for none
	TaskTitle string
	LetterID  int64 // of the letter to those above; 0 for none
	Unit      string
	DueOn     calendar.Date
	DoneOn    calendar.Date
	State     InstructionState
	Spoken
}

// Instruct is what a leader tells a unit to do of their own accord.
type Instruct struct {
	Unit        Unit // that stands and takes tasks; the zero value for none
	Area        Area
	NoArea      bool // none was chosen
	Text        string
	DueOn       calendar.Date
	Deliverable string
}

// effect returns the instruction as a decision would give it, so that both make the same task.
func (i Instruct) effect() Effect {
	return Effect{Kind: EffectInstruction, DueOn: i.DueOn, UnitID: i.Unit.ID, Unit: i.Unit.Name, Body: i.Text, Deliverable: i.Deliverable}
}

// Check returns an invalid fault naming every field that is wrong on the day.
func (i Instruct) Check(today calendar.Date) error {
	var check fault.Check
	i.effect().Check(&check, "", nil, today)
	check.That(!i.NoArea && i.Area.Valid(), "linh_vuc", "Chọn lĩnh vực.")
	return check.Err()
}

// Task returns the task that the instruction becomes, given to its unit on the day.
func (i Instruct) Task(on calendar.Date) Task {
	given := i.effect().instructed(nil, Ruling{On: on})
	given.Area = i.Area
	return given
}

// Subject returns what policy needs to know of the instruction before it is given.
func (i Instruct) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Instruction, Area: int(i.Area)}
}

// InstructionOf returns what the head of the unit, and the Office, are told of the task that the leader gave.
func InstructionOf(leader string, i Instruct, given Task) Notice {
	body := i.Text + "\nHạn " + i.DueOn.Vietnamese() + "."
	return Notice{
		Kind: NoticeDecision, Title: cut(given.Code+": "+leader+" giao "+i.Unit.Name, 300), Body: cut(body, 2000), Object: policy.Task, Name: given.Code,
	}
}

// From says where the instruction was given, with its code.
func (l InstructionLine) From() string {
	return strings.TrimSpace(l.Source.Label() + " " + l.Code)
}

// Words says in words what the filter asks for; unit and leader are the names of those that it names.
func (f InstructionFilter) Words(unit, leader string) string {
	words := []string{"Mọi lãnh đạo"}
	if leader != "" {
		words[0] = leader
	}
	for _, word := range []string{unit, f.State.Label(), f.Source.Label()} {
		if word != "" {
			words = append(words, word)
		}
	}
	if !f.From.IsZero() {
		words = append(words, "từ ngày "+f.From.Vietnamese())
	}
	if !f.To.IsZero() {
		words = append(words, "đến hết ngày "+f.To.Vietnamese())
	}
	return strings.Join(words, "; ")
}
