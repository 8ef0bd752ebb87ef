package reform

import (
	"fmt"
	"slices"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// LeftOutMost is how many lines the Office keeps off one brief at most.
const LeftOutMost = 200

// Brief returns the move that keeps these lines off the meeting's brief and sets the questions that it proposes, or a fault where the
// page was stale or what was typed is wrong.
func (m Meeting) Brief(leftOut []string, questions string, seen int) (MeetingMove, error) {
	var check fault.Check
	check.That(fits(questions, 0, QuestionsMost), "cau_hoi", "Các câu hỏi dài tối đa 1.500 ký tự.")
	check.That(strings.Count(strings.TrimSpace(questions), "\n") < QuestionsShown, "cau_hoi", "Nhập tối đa 5 câu hỏi, mỗi câu một dòng.")
	check.That(len(leftOut) <= LeftOutMost, "bo", "Mỗi bản tóm tắt đưa ra ngoài tối đa 200 dòng.")
	for _, key := range leftOut {
		check.That(fits(key, 1, 60), "bo", "Chọn những dòng có trong bản tóm tắt.")
	}
	if err := check.Err(); err != nil {
		return MeetingMove{}, err
	}
	next := m
	next.LeftOut, next.Questions = slices.Compact(slices.Sorted(slices.Values(leftOut))), questions
	return m.Edit(next, seen)
}

// BriefHears is who is told that the meeting's brief stands: the leaders, and whoever takes the chair.
func (m Meeting) BriefHears() Audience { return Audience{Leaders: true, People: []int64{m.ChairID}} }

// BriefNotice returns what they are told; the code is the snapshot's.
func (m Meeting) BriefNotice(code string) Notice {
	title := fmt.Sprintf("%s: bản tóm tắt %s %s đã chốt", code, m.Series, calendar.Stamp(m.SitsAt))
	return Notice{Kind: NoticeMeeting, Title: cut(title, 300), Object: policy.Meeting, Name: code}
}

// BriefKey is the key under which one person hears of the snapshot once.
func (m Meeting) BriefKey(code string) string { return fmt.Sprintf("%s.brief.%s", NoticeMeeting, code) }
