package reform

import (
	"fmt"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/viet"
	"cchc/internal/workflow"
)

// NudgeMove is one step of a nudge, ready to be written.
type NudgeMove struct {
	Becomes Nudge
	Act     NudgeAct
	Seen    int // the version the decision was made on
	Changes []Change
}

// NudgeLetter is what is known of a letter once it is signed.
type NudgeLetter struct {
	Number   string
	On       calendar.Date
	SignerID int64
	AnswerBy time.Time // a later time to answer; the zero time keeps the one that was set
}

// SentenceRecallOver says that a nudge can no longer be recalled.
const SentenceRecallOver = "Đã quá 2 phút kể từ khi gửi, đơn vị đã nhận được nên không thu hồi được nữa."

// Take returns the move that the step makes of the nudge at the instant, or a fault when the page was stale or the step comes too
// early or too late.
func (n Nudge) Take(step workflow.Step[NudgeState, NudgeAct], seen int, now time.Time) (NudgeMove, error) {
	if seen != n.Version {
		return NudgeMove{}, StalePage()
	}
	next := n
	next.State = step.To
	switch step.Act {
	case NudgeRecall:
		if !n.Recallable(now) {
			return NudgeMove{}, fault.New(fault.Conflict, SentenceRecallOver)
		}
		next.EndedAt = &now
	case NudgeDrop, NudgeVoid:
		next.EndedAt = &now
	case NudgeSend, NudgeSign:
		at := now.Add(RecallTime)
		next.SendAt = &at
	case NudgeDeliver:
		if !n.Due(now) {
			return NudgeMove{}, fault.New(fault.Conflict, "Chưa hết thời gian thu hồi.")
		}
		next.SentAt = &now
	}
	return NudgeMove{Becomes: next, Act: step.Act, Seen: seen, Changes: n.ChangesTo(next)}, nil
}

// Sign returns the move that keeps the letter's number, day and signer and sends the nudge out, or an invalid fault naming every
// field that is wrong; signers are those who may sign.
func (n Nudge) Sign(step workflow.Step[NudgeState, NudgeAct], seen int, letter NudgeLetter, signers []Person, now time.Time) (NudgeMove, error) {
	move, err := n.Take(step, seen, now)
	if err != nil {
		return move, err
	}
	next := &move.Becomes
	next.LetterNumber, next.LetterOn, next.SignerID = letter.Number, letter.On, letter.SignerID
	if !letter.AnswerBy.IsZero() {
		next.AnswerBy = letter.AnswerBy
	}
	var check fault.Check
	check.That(fits(letter.Number, 1, 50), "so", "Nhập số, ký hiệu công văn, ví dụ 125/SKHCN-VP.")
	check.That(!letter.On.IsZero(), "ngay", "Nhập ngày, ví dụ 05/12/2026.")
	check.That(letter.On.IsZero() || !letter.On.After(calendar.DateOf(now)), "ngay", "Ngày ký không được sau hôm nay.")
	check.That(letter.On.IsZero() || !letter.On.Before(calendar.DateOf(n.MadeAt)), "ngay", "Ngày ký không được trước ngày soạn "+calendar.DateOf(n.MadeAt).Vietnamese()+".")
	check.That(isAmong(signers, letter.SignerID), "nguoi_ky", "Chọn người ký.")
	check.That(next.AnswerBy.After(now.Add(RecallTime)), "tra_loi_truoc", "Hạn trả lời "+calendar.Stamp(next.AnswerBy)+" đã qua. Nhập hạn muộn hơn.")
	move.Changes = n.ChangesTo(*next)
	return move, check.Err()
}

// Due reports whether the nudge goes out at the instant: nobody can recall it any more.
func (n Nudge) Due(now time.Time) bool {
	return n.State == NudgeQueued && n.SendAt != nil && !now.Before(*n.SendAt)
}

// Undo returns the step that takes back what the act of making the nudge did, at the instant: what is about to go out is recalled,
// what was prepared is dropped; "" where nothing can be taken back any more.
func (n Nudge) Undo(now time.Time) NudgeAct {
	switch {
	case n.Recallable(now):
		return NudgeRecall
	case n.State == NudgePrepared && now.Before(n.MadeAt.Add(RecallTime)):
		return NudgeDrop
	default:
		return ""
	}
}

// Left returns the tasks of the nudge that its unit is still to do: the others are dropped when it goes out.
func (n Nudge) Left(tasks []NudgeTask) []NudgeTask {
	var left []NudgeTask
	for _, task := range tasks {
		if task.NudgeID == n.ID && task.TaskState.urged() && task.UnitID == n.UnitID {
			left = append(left, task)
		}
	}
	return left
}

// noticeBodyMost is how much of a nudge's text its notice repeats.
const noticeBodyMost = 1800

// Notice returns what the people of the unit are told, of so many tasks.
func (n Nudge) Notice(tasks int) Notice {
	does := map[Rung]string{RungRemind: "nhắc", RungUrge: "đôn đốc", RungLetter: "công văn đôn đốc"}[n.Rung]
	title := fmt.Sprintf("%s: %s %s nhiệm vụ, trả lời trước %s", n.Code, does, viet.Int(tasks), calendar.Stamp(n.AnswerBy))
	return Notice{Kind: NoticeNudge, Title: title, Body: inBrief(n.Text, noticeBodyMost), Object: n.Subject().Kind, Name: n.Code}
}

// NoticeKey is the key under which the people of the unit are told of the nudge once.
func (n Nudge) NoticeKey() string { return fmt.Sprintf("%s.%d", NoticeNudge, n.ID) }

// Hears is who is told when the nudge goes out: the heads of its unit and the officers of its tasks, each once.
func (n Nudge) Hears(tasks []NudgeTask) Audience {
	to := Audience{HeadsOf: []int64{n.UnitID}}
	for _, task := range tasks {
		if task.OfficerID != 0 {
			to.People = append(to.People, task.OfficerID)
		}
	}
	return to
}
