package reform

import (
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/fault"
)

// Minutes is what a meeting concluded, as the department announces it to its units.
type Minutes struct {
	Meeting Meeting
	Items   []AgendaItem
	Noted   []Conclusion
}

// MinutesNotation stands after the number of an announcement.
const MinutesNotation = "TB-SKHCN"

// Check returns a conflict where there is nothing to announce yet.
func (m Minutes) Check() error {
	if len(m.Noted) == 0 && len(m.decided()) == 0 && m.Meeting.Closing == "" {
		return fault.New(fault.Conflict, "Chưa ghi kết luận nào nên chưa lập được thông báo kết luận.")
	}
	return nil
}

// FileName returns what the file of the announcement is called.
func (m Minutes) FileName() string { return "thong-bao-ket-luan-" + m.Meeting.Code + ".docx" }

// Number returns the number and notation of the announcement; the number is blank until the Office gives one.
func (m Minutes) Number() string { return "       /" + MinutesNotation }

// Dated returns the day of the announcement, with room for the day that it is signed on.
func (m Minutes) Dated() string {
	on := calendar.DateOf(m.Meeting.SitsAt)
	return "ngày       tháng       năm " + strconv.Itoa(on.Year())
}

// About returns what the announcement is about.
func (m Minutes) About() string {
	return "Kết luận của " + m.chair() + "\ntại cuộc họp " + lowered(m.Meeting.Series)
}

func (m Minutes) chair() string {
	return strings.TrimSpace(m.Meeting.ChairPost + " " + m.Meeting.Chair)
}

// Opening returns the first paragraph: when, where and under whom the meeting was held, and who took part.
func (m Minutes) Opening() string {
	text := raised(calendar.DateOf(m.Meeting.SitsAt).Formal())
	if m.Meeting.Place != "" {
		text += ", tại " + m.Meeting.Place
	}
	text += ", " + m.chair() + " chủ trì cuộc họp " + lowered(m.Meeting.Series) + "."
	if m.Meeting.Attendees != "" {
		text += " Dự họp có: " + strings.TrimSuffix(strings.Join(strings.Fields(m.Meeting.Attendees), " "), ".") + "."
	}
	return text + " Sau khi nghe báo cáo và ý kiến của các đơn vị, " + m.chair() + " kết luận như sau:"
}

// Points returns the conclusions and then the decisions on cards of the agenda, numbered.
func (m Minutes) Points() []string {
	var points []string
	add := func(text string) { points = append(points, strconv.Itoa(len(points)+1)+". "+text) }
	for _, c := range m.Noted {
		add(c.announced())
	}
	for _, item := range m.decided() {
		text := "Về nội dung “" + strings.TrimRight(item.Title, " .?") + "” (" + item.Obstacle + "): " + full(item.Direction)
		if item.Decider != "" {
			text += " (" + item.ruledBy() + ".)"
		}
		add(text)
	}
	return points
}

// decided are the cards of the agenda that are decided.
func (m Minutes) decided() []AgendaItem {
	var decided []AgendaItem
	for _, item := range m.Items {
		if item.Kind == AgendaCard && item.CardState == CardDecided {
			decided = append(decided, item)
		}
	}
	return decided
}

// announced returns the conclusion as a sentence, with who carries it out by when, under which code it is followed.
func (c Conclusion) announced() string {
	text := full(c.Text)
	if c.Kind != ConclusionTask {
		return text
	}
	text += " Giao " + c.Unit + " chủ trì thực hiện"
	if !c.DueOn.IsZero() {
		text += ", hoàn thành chậm nhất ngày " + c.DueOn.Vietnamese()
	}
	return text + " (nhiệm vụ " + c.Task + ")."
}

// full ends the text as a sentence, on one line.
func full(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?") {
		return text
	}
	return text + "."
}

// Closing returns the last paragraphs: what the chair said at the end, and who announces it.
func (m Minutes) Closing() []string {
	var closing []string
	if m.Meeting.Closing != "" {
		closing = append(closing, full(m.Meeting.Closing))
	}
	return append(closing, "Trên đây là kết luận tại cuộc họp, Sở thông báo để các phòng, đơn vị biết, thực hiện./.")
}

// Recipients lists whom the announcement goes to.
func (m Minutes) Recipients() []string {
	return []string{"Lãnh đạo Sở", "Các phòng, đơn vị thuộc, trực thuộc Sở", "Lưu: VT, VP"}
}

// ruledBy says whose decision it was that settled the card of the item.
func (i AgendaItem) ruledBy() string {
	if i.NotedIn != "" {
		return i.Said(i.Decider)
	}
	return "Ý kiến chỉ đạo của " + i.Decider
}
