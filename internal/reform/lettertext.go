package reform

import (
	"fmt"
	"slices"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/viet"
)

const letterBy = "Sở Khoa học và Công nghệ"

// Opening says what the tasks were given by, each document cited in full.
func (l Letter) Opening() string {
	var cited []string
	for _, d := range l.documents() {
		cited = append(cited, d.CitedInFull())
	}
	basis := "nhiệm vụ cải cách hành chính được giao"
	if len(cited) > 0 {
		basis = strings.Join(cited, "; ")
	}
	return "Thực hiện " + basis + ", " + letterBy + " đã giao " + l.Nudge.Unit + " chủ trì thực hiện các nhiệm vụ cải cách hành chính."
}

// Situation says how much is not done, and where it is listed.
func (l Letter) Situation() string {
	late := l.late()
	said := fmt.Sprintf("Qua theo dõi, đến ngày %s, %s còn %s nhiệm vụ chưa hoàn thành", l.AsOf().Vietnamese(), l.Nudge.Unit, counted(len(l.Tasks)))
	switch {
	case late == len(l.Tasks) && late > 1:
		said += ", tất cả đã quá hạn"
	case late == len(l.Tasks):
		said += " và đã quá hạn"
	case late > 0:
		said += ", trong đó " + counted(late) + " nhiệm vụ đã quá hạn"
	}
	if l.Long() {
		return said + " (danh mục tại Phụ lục kèm theo)."
	}
	return said + ", cụ thể như sau:"
}

// late returns how many of the tasks were overdue.
func (l Letter) late() int {
	late := 0
	for _, task := range l.Tasks {
		if task.Late(l.AsOf()) > 0 {
			late++
		}
	}
	return late
}

// History lists the earlier nudges, a line each under one that leads to them; nothing where there was none.
func (l Letter) History() (lead string, lines []string) {
	if len(l.Before) == 0 {
		return "", nil
	}
	for _, n := range l.Before {
		lines = append(lines, n.said())
	}
	return fmt.Sprintf("Văn phòng Sở đã %s lần nhắc, đôn đốc đơn vị thực hiện:", counted(len(l.Before))), lines
}

func (n EarlierNudge) said() string {
	what := strings.ToLower(n.Rung.Label()) + " " + n.Code
	if n.LetterNumber != "" {
		what = "Công văn số " + n.LetterNumber + " ngày " + n.LetterOn.Vietnamese()
	}
	answer := "đơn vị chưa trả lời"
	switch {
	case n.Answered >= n.Tasks:
		answer = "đơn vị đã trả lời"
	case n.Answered > 0:
		answer = fmt.Sprintf("đơn vị mới trả lời %s/%s nhiệm vụ", counted(n.Answered), counted(n.Tasks))
	}
	return fmt.Sprintf("- Ngày %s: %s về %s nhiệm vụ; %s", calendar.DateOf(n.SentAt).Vietnamese(), what, counted(n.Tasks), answer)
}

// OwnWords returns the paragraphs that the Office typed of its own accord: lines of the text that the form offers are left out, the letter
// says these itself, and where the tasks were to be listed it points to its own list.
func (l Letter) OwnWords() []string {
	above := "nêu trên"
	if l.Long() {
		above = "tại Phụ lục kèm theo"
	}
	fill := strings.NewReplacer(
		string(PlaceUnit), l.Nudge.Unit, string(PlaceCount), counted(len(l.Tasks)), string(PlaceAnswerBy), calendar.Stamp(l.Nudge.AnswerBy),
		string(PlaceList), "danh mục "+above,
	)
	offered := strings.Split(NudgeTextPreset, "\n")
	var words []string
	for line := range strings.SplitSeq(l.Typed, "\n") {
		line = strings.TrimSpace(line)
		switch last := len(words) - 1; {
		case line == "" || slices.Contains(offered, line) && line != string(PlaceList):
		case line != string(PlaceList):
			words = append(words, fill.Replace(line))
		case last >= 0 && strings.HasSuffix(words[last], ":"):
			words[last] = strings.TrimSpace(strings.TrimSuffix(words[last], ":")) + " (danh mục " + above + ")."
		}
	}
	return words
}

// Requests says what is asked of the unit, and by when it answers: a sentence that leads to the points, and these.
func (l Letter) Requests() (lead string, points []string) {
	by := l.Nudge.AnswerBy.In(calendar.Zone)
	first := "1. Tập trung thực hiện các nhiệm vụ nêu trên, bảo đảm tiến độ và chất lượng."
	if l.late() > 0 {
		first = "1. Tập trung hoàn thành các nhiệm vụ nêu trên; làm rõ nguyên nhân, trách nhiệm của tập thể, cá nhân đối với từng nhiệm vụ quá hạn."
	}
	return "Để bảo đảm tiến độ thực hiện nhiệm vụ cải cách hành chính của Sở, Giám đốc Sở yêu cầu " + l.Nudge.Unit + ":", []string{
		first,
		fmt.Sprintf("2. Báo cáo kết quả, ngày hoàn thành của từng nhiệm vụ và khó khăn, vướng mắc (nếu có) trên phần mềm Theo dõi nhiệm vụ cải cách hành chính của Sở trước %d giờ %02d ngày %s.",
			by.Hour(), by.Minute(), calendar.DateOf(by).Vietnamese()),
	}
}

// Closing ends the letter.
func (l Letter) Closing() string {
	return "Quá thời hạn trên, nếu đơn vị không báo cáo, Văn phòng Sở tổng hợp, báo cáo Giám đốc Sở xem xét, xử lý theo quy định./."
}

// Recipients lists who gets the letter.
func (l Letter) Recipients() []string {
	return []string{"Như trên", "Giám đốc, các PGĐ Sở (để b/c)", "Lưu: VT, VP"}
}

// counted writes a number as official papers do: below ten with a zero before it, against later tampering.
func counted(n int) string {
	if n < 10 {
		return fmt.Sprintf("%02d", n)
	}
	return viet.Int(n)
}

// SignedAs returns in whose place somebody of the position signs, a line each. Who holds a position in the Office signs on behalf of
// the director; without a position the head of the Office is meant.
func SignedAs(position string) []string {
	plain := viet.Fold(position)
	switch {
	case strings.Contains(plain, "pho giam doc"):
		return []string{"KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"}
	case strings.HasPrefix(plain, "quyen giam doc"):
		return []string{"Q. GIÁM ĐỐC"}
	case strings.Contains(plain, "giam doc"):
		return []string{"GIÁM ĐỐC"}
	case strings.Contains(plain, "pho chanh van phong"):
		return []string{"TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"}
	default:
		return []string{"TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"}
	}
}
