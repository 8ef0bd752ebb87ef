package app

import (
	"bytes"
	"context"

	"cchc/internal/calendar"
	"cchc/internal/document"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// letterNudgesMost is how many earlier nudges a letter lists.
const letterNudgesMost = 12

// LetterFile is a letter as a Word file.
type LetterFile struct {
	Name  string
	Bytes []byte
}

// NudgeLetter makes the letter of a nudge of the third rung for whoever watches over every unit, and records that it was taken out.
func (a *App) NudgeLetter(ctx context.Context, who policy.Actor, code string) (LetterFile, error) {
	var file LetterFile
	return file, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		letter, err := readLetter(ctx, tx.Reader, who, code)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.NudgeRead, letter.Nudge.Subject())
		if err != nil {
			return err
		}
		var whole bytes.Buffer
		if err := document.WriteLetter(&whole, letter); err != nil {
			return err
		}
		file = LetterFile{Name: letter.FileName(), Bytes: whole.Bytes()}
		return tx.RecordAct(ctx, grant, letter.Nudge.Code, "Tải công văn đôn đốc")
	})
}

// readLetter reads all that the letter says. The letter is an inner paper of the Office: its unit gets it signed, not from here.
func readLetter(ctx context.Context, r postgres.Reader, who policy.Actor, code string) (reform.Letter, error) {
	scope := policy.See(who, policy.NudgeRead)
	nudge, err := r.Nudge(ctx, scope, code)
	letter := reform.Letter{Nudge: nudge}
	switch {
	case err != nil:
		return letter, err
	case !scope.All():
		return letter, fault.New(fault.Forbidden, "Công văn đôn đốc do Văn phòng phát hành; đơn vị nhận bản đã ký.")
	case nudge.Rung != reform.RungLetter:
		return letter, fault.New(fault.NotFound, "Lần nhắc này không có công văn.")
	case !nudge.Lettered():
		return letter, fault.New(fault.Conflict, "Dự thảo công văn này đã bỏ.")
	}
	if letter.Typed, err = r.BatchText(ctx, scope, nudge.ID); err != nil {
		return letter, err
	}
	if letter.Tasks, err = letterTasks(ctx, r, scope, nudge); err != nil {
		return letter, err
	}
	letter.Before, err = r.LetterNudges(ctx, scope, nudge.ID, letterNudgesMost)
	return letter, err
}

// letterTasks reads the tasks of the letter as they were when it was made: before it is signed those still to be done, after it those
// that it went out with.
func letterTasks(ctx context.Context, r postgres.Reader, scope policy.Scope, nudge reform.Nudge) ([]reform.LetterTask, error) {
	tasks, err := r.NudgeTasks(ctx, scope, nudge.ID, reform.NudgeMost)
	if err != nil {
		return nil, err
	}
	if nudge.State == reform.NudgePrepared {
		tasks = nudge.Left(tasks)
	}
	sources, err := r.LetterSources(ctx, scope, nudge.ID)
	if err != nil {
		return nil, err
	}
	reports, err := r.LetterReports(ctx, scope, nudge.ID)
	if err != nil {
		return nil, err
	}
	from, reported := map[int64][]reform.LetterSource{}, map[int64]calendar.Date{}
	for _, line := range sources {
		from[line.TaskID] = append(from[line.TaskID], line.Source())
	}
	for _, report := range reports {
		reported[report.TaskID] = report.Day
	}
	var out []reform.LetterTask
	for _, task := range tasks {
		if !task.Dropped {
			out = append(out, reform.LetterTask{
				Code: task.Task, Title: task.Title, DueOn: task.WasDueOn, Percent: task.WasPercent, ReportedOn: reported[task.TaskID], Sources: from[task.TaskID],
			})
		}
	}
	return out, nil
}

// LetterStep is a nudge of the third rung before a step of its letter, with what the step's page needs.
type LetterStep struct {
	Nudge   reform.Nudge
	Act     reform.NudgeAct
	Signers []reform.Person // who may have signed
}

// LetterStep reads what the page of a step of the letter needs: a not-found fault for a nudge or a step that is none of a letter's, a
// forbidden one for whoever may not take it, a conflict where it cannot be taken any more.
func (a *App) LetterStep(ctx context.Context, who policy.Actor, code string, act reform.NudgeAct) (LetterStep, error) {
	step := LetterStep{Act: act}
	nudge, err := a.DB.Nudge(ctx, policy.See(who, policy.NudgeRead), code)
	if err != nil {
		return step, err
	}
	step.Nudge = nudge
	if nudge.Rung != reform.RungLetter || act != reform.NudgeSign && act != reform.NudgeDrop {
		return step, fault.New(fault.NotFound, "Không có trang ở địa chỉ này.")
	}
	if err := letterAllows(who, nudge, act); err != nil {
		return step, err
	}
	if _, err := reform.NudgeFlow.Next(nudge.State, act); err != nil {
		return step, err
	}
	step.Signers, err = nudgeSigners(ctx, a.DB.Reader)
	return step, err
}

// letterAllows returns why the actor may never take the step of the letter, whatever its state.
func letterAllows(who policy.Actor, nudge reform.Nudge, act reform.NudgeAct) error {
	step, err := reform.NudgeFlow.Next(reform.NudgePrepared, act)
	if err != nil {
		return err
	}
	_, err = policy.Allow(who, step.Needs, nudge.Subject())
	return err
}

// letterOffers lists the steps of the letter that the actor can take now.
func letterOffers(who policy.Actor, nudge reform.Nudge) []reform.NudgeAct {
	var offers []reform.NudgeAct
	for _, act := range []reform.NudgeAct{reform.NudgeSign, reform.NudgeDrop} {
		if _, err := reform.NudgeFlow.Next(nudge.State, act); err == nil && nudge.Rung == reform.RungLetter && letterAllows(who, nudge, act) == nil {
			offers = append(offers, act)
		}
	}
	return offers
}
