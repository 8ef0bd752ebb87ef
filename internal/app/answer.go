package app

import (
	"cmp"
	"context"
	"fmt"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// AnswerNudge asks to answer about one task of a nudge.
type AnswerNudge struct {
	Nudge string // its code
	ID    int64  // of the task of the nudge
	Seen  int
	reform.Answering
}

// AnswerNudge keeps the answer, or another one in its place until the Office has settled it, tells the Office, and returns what it
// was about.
func (a *App) AnswerNudge(ctx context.Context, who policy.Actor, in AnswerNudge) (reform.NudgeTask, error) {
	var answered reform.NudgeTask
	return answered, a.DB.Write(ctx, func(tx *postgres.Tx) (err error) {
		answered, err = answer(ctx, tx, who, in)
		return err
	})
}

func answer(ctx context.Context, tx *postgres.Tx, who policy.Actor, in AnswerNudge) (reform.NudgeTask, error) {
	nudged, task, err := lockNudged(ctx, tx, who, in.Nudge, in.ID)
	if err != nil {
		return nudged, err
	}
	step, err := reform.AnswerFlow.Next(nudged.AnswerState(), in.Answer.Act())
	if err != nil {
		return nudged, err
	}
	grant, err := policy.Allow(who, step.Needs, nudged.Subject())
	if err != nil {
		return nudged, err
	}
	move, err := nudged.Reply(step, in.Answering, task, in.Seen, tx.Now)
	if err != nil {
		return nudged, err
	}
	if err := tx.ReplyNudge(ctx, grant, move); err != nil {
		return nudged, err
	}
	return move.Becomes, tellAnswers(ctx, tx, grant, nudged.ID, []int64{nudged.ID})
}

// lockNudged keeps the task from changing, and then what the nudge says of it: in the order of every deed that touches both.
func lockNudged(ctx context.Context, tx *postgres.Tx, who policy.Actor, code string, id int64) (reform.NudgeTask, reform.Task, error) {
	scope := policy.See(who, policy.NudgeRead)
	nudged, err := tx.NudgeTask(ctx, scope, code, id)
	if err != nil {
		return nudged, reform.Task{}, err
	}
	task, err := tx.LockTaskByID(ctx, policy.See(policy.SystemActor(), policy.TaskRead), nudged.TaskID)
	if err != nil {
		return nudged, task, err
	}
	nudged, err = tx.LockNudgeTask(ctx, scope, code, id)
	return nudged, task, err
}

// PromiseTogether asks to promise one day for several tasks of a nudge.
type PromiseTogether struct {
	Nudge string
	Tasks []SeenTask
	On    calendar.Date
	Note  string
}

// SeenTask is a task of a nudge as it was seen.
type SeenTask struct {
	ID   int64
	Seen int
}

// PromiseTogether promises the day for each of the tasks, or for none: the fault names the first that cannot be promised.
func (a *App) PromiseTogether(ctx context.Context, who policy.Actor, in PromiseTogether) error {
	promise := reform.Answering{Answer: reform.AnswerPromised, On: in.On, Note: in.Note}
	if err := promise.Check(a.Today()); err != nil {
		return err
	}
	if len(in.Tasks) == 0 {
		return fault.InvalidFields(fault.Field{Name: "viec", Message: "Chọn ít nhất một nhiệm vụ."})
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		for _, one := range in.Tasks {
			about, err := answer(ctx, tx, who, AnswerNudge{Nudge: in.Nudge, ID: one.ID, Seen: one.Seen, Answering: promise})
			if err != nil {
				return refused(about.Task, err)
			}
		}
		return nil
	})
}

// refused says of which task of several a fault is, where its reader can do something about it.
func refused(code string, err error) error {
	f, known := fault.As(err)
	if !known || code == "" || f.Kind != fault.Conflict && f.Kind != fault.Forbidden {
		return err
	}
	return fault.Wrap(f.Kind, code+": "+f.Message, err)
}

// SettleAnswer asks to leave a task with the unit that says it is not its own.
type SettleAnswer struct {
	Nudge string
	ID    int64
	Seen  int
	Note  string
}

// SettleAnswer keeps why the task stays where it is and tells the unit. Giving the task to another unit settles the answer by itself.
func (a *App) SettleAnswer(ctx context.Context, who policy.Actor, in SettleAnswer) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		nudged, _, err := lockNudged(ctx, tx, who, in.Nudge, in.ID)
		if err != nil {
			return err
		}
		step, err := reform.AnswerFlow.Next(nudged.AnswerState(), reform.AnswerKeep)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, step.Needs, nudged.Subject())
		if err != nil {
			return err
		}
		move, err := nudged.Settle(step, in.Note, in.Seen, tx.Now)
		if err != nil {
			return err
		}
		if err := tx.SettleNudge(ctx, grant, move); err != nil {
			return err
		}
		return tellSettled(ctx, tx, grant, nudged.ID, []int64{nudged.ID})
	})
}

// followNudges brings what a task's nudges wait for to where the move leaves the task: a unit that loses it is let off and its "not
// ours" is settled, and what is sent as complete is answered with that. A task that was never urged costs nothing.
func followNudges(ctx context.Context, tx *postgres.Tx, grant policy.Grant, move reform.TaskMove) error {
	task := move.Becomes
	switch {
	case !task.Nudged:
		return nil
	case move.ChangesLead():
		settled, err := tx.LeaveUnit(ctx, grant, task.ID, move.Note)
		if err != nil {
			return err
		}
		return tellSettled(ctx, tx, grant, task.ID, settled)
	case !move.ChangesState():
		return nil
	case task.State == reform.TaskCancelled:
		return tx.StopNudges(ctx, grant, task.ID)
	case task.State == reform.TaskSuspended:
		return tx.ReleasePromises(ctx, grant, task.ID)
	case task.State == reform.TaskSubmitted:
		return answerByDeed(ctx, tx, grant, task.ID, task, reform.AnswerDone)
	default:
		return nil
	}
}

// answerByDeed has the deed on the record of answer what the task's nudges wait for.
func answerByDeed(ctx context.Context, tx *postgres.Tx, grant policy.Grant, of int64, task reform.Task, by reform.NudgeAnswer) error {
	if !task.Nudged {
		return nil
	}
	answered, err := tx.AnswerByDeed(ctx, grant, of, task.ID, by)
	if err != nil {
		return err
	}
	return tellAnswers(ctx, tx, grant, of, answered)
}

// tellAnswers tells the Office of these answers, under the Grant of the deed on the record of that gave them.
func tellAnswers(ctx context.Context, tx *postgres.Tx, grant policy.Grant, of int64, answers []int64) error {
	return tellOfAnswers(ctx, tx, grant, of, answers, func(t reform.NudgeTask) (reform.Word, string) {
		word := reform.Word{To: reform.Audience{People: []int64{t.AuthorID, t.ForID}}, Title: t.Nudge + ": " + t.NudgeUnit + " trả lời nhắc việc"}
		key := fmt.Sprintf("%s.%d.%s", reform.NoticeNudgeAnswer, t.NudgeID, calendarDay(tx)) // once a day, however many tasks it has
		if t.Answer == reform.AnswerNotOurs {
			word = reform.Word{To: reform.Audience{Office: true}, Title: t.Nudge + ": " + t.NudgeUnit + " báo không phải việc của đơn vị, cần Văn phòng xem xét"}
			key = fmt.Sprintf("%s.%d.%d.%d", reform.NoticeNudgeAnswer, t.NudgeID, t.ID, t.Version)
		}
		return word, key
	})
}

// tellSettled tells the units what became of the tasks that they said were not their own.
func tellSettled(ctx context.Context, tx *postgres.Tx, grant policy.Grant, of int64, answers []int64) error {
	return tellOfAnswers(ctx, tx, grant, of, answers, func(t reform.NudgeTask) (reform.Word, string) {
		title := t.Task + ": Văn phòng giữ nhiệm vụ ở đơn vị"
		if t.Settled == reform.SettledMoved {
			title = t.Task + ": đã chuyển đơn vị khác theo đề nghị của đơn vị"
		}
		to := reform.Audience{HeadsOf: []int64{t.NudgeUnitID}, People: []int64{t.AnswererID, t.OfficerID}}
		return reform.Word{To: to, Title: title}, fmt.Sprintf("%s.%d.%d.%s", reform.NoticeNudgeAnswer, t.NudgeID, t.ID, t.Settled)
	})
}

// tellOfAnswers leaves a notice about each of the answers with whom the word about it is for.
func tellOfAnswers(ctx context.Context, tx *postgres.Tx, grant policy.Grant, of int64, answers []int64, word func(reform.NudgeTask) (reform.Word, string)) error {
	if len(answers) == 0 {
		return nil
	}
	told, err := tx.NudgeTasksByID(ctx, policy.See(policy.SystemActor(), policy.NudgeDeliver), answers)
	for _, t := range told {
		words, key := word(t)
		notice := reform.Notice{Kind: reform.NoticeNudgeAnswer, Title: words.Title, Body: said(t.Task+" "+t.Title+": "+t.Says(), cmp.Or(t.SettledNote, t.Note)), Object: policy.Nudge, Name: t.Nudge}
		if err := tx.Tell(ctx, grant, of, words.To, notice, key); err != nil {
			return err
		}
	}
	return err
}
