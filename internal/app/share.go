package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// ShareMay is a cooperating unit's share with what the actor may do with it.
type ShareMay struct {
	reform.TaskUnit
	MayAnswer   bool
	MayAskAgain bool
}

// sharesOf returns the shares among the units beside the task's lead, with what the actor may do with each.
func sharesOf(who policy.Actor, task reform.Task, units []reform.TaskUnit) []ShareMay {
	var shares []ShareMay
	for _, unit := range units {
		if unit.Part != reform.Cooperating {
			continue
		}
		may := ShareMay{TaskUnit: unit}
		for _, step := range reform.ShareFlow.Out(unit.State) {
			if task.CheckCooperating() != nil || !allowed(who, step.Needs, unit.Subject(step.Act, task)) {
				continue
			}
			may.MayAnswer = may.MayAnswer || step.Act == reform.ShareAnswer
			may.MayAskAgain = may.MayAskAgain || step.Act == reform.ShareAskAgain
		}
		shares = append(shares, may)
	}
	return shares
}

// AnswerShare asks to keep what a cooperating unit says about its share of a task.
type AnswerShare struct {
	Code   string
	Share  int64
	Seen   int // the share's version
	Answer string
	Files  []Upload
}

// AnswerShare keeps the answer with its files. The same form sent again changes nothing.
func (a *App) AnswerShare(ctx context.Context, who policy.Actor, in AnswerShare) error {
	if err := checkFiles(in.Files, "tep"); err != nil {
		return err
	}
	return a.onShare(ctx, who, in.Code, in.Share, func(tx *postgres.Tx, task reform.Task, share reform.TaskUnit) error {
		if share.Says(in.Answer, who.Person, in.Seen) {
			return nil
		}
		grant, move, err := shareMove(who, reform.ShareAnswer, share, task, in.Seen, "")
		if err != nil {
			return err
		}
		if err := share.CheckAnswer(task, in.Answer); err != nil {
			return err
		}
		if err := tx.MoveShare(ctx, grant, move.WithAnswer(share, in.Answer, who.Person, tx.Now), task.Code); err != nil {
			return err
		}
		for _, file := range in.Files {
			if err := tx.Attach(ctx, grant, file, reform.Attachment{ShareID: share.ID}); err != nil {
				return err
			}
		}
		return nil
	})
}

// AskShareAgain asks to have a unit answer once more.
type AskShareAgain struct {
	Code  string
	Share int64
	Seen  int // the share's version
	Note  string
}

// AskShareAgain opens an answered share for another answer; the reason is what the unit reads.
func (a *App) AskShareAgain(ctx context.Context, who policy.Actor, in AskShareAgain) error {
	return a.onShare(ctx, who, in.Code, in.Share, func(tx *postgres.Tx, task reform.Task, share reform.TaskUnit) error {
		grant, move, err := shareMove(who, reform.ShareAskAgain, share, task, in.Seen, in.Note)
		if err != nil {
			return err
		}
		if err := task.CheckCooperating(); err != nil {
			return err
		}
		return tx.MoveShare(ctx, grant, move, task.Code)
	})
}

// onShare locks the task in the actor's scope, then its share, and runs the deed in the same transaction.
func (a *App) onShare(ctx context.Context, who policy.Actor, code string, id int64, deed func(*postgres.Tx, reform.Task, reform.TaskUnit) error) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		scope := policy.See(who, policy.TaskRead)
		task, err := tx.LockTask(ctx, scope, code)
		if err != nil {
			return err
		}
		share, err := tx.LockShare(ctx, scope, task.ID, id)
		if err != nil {
			return err
		}
		return deed(tx, task, share)
	})
}

// shareMove returns the step of the share with the Grant for it.
func shareMove(who policy.Actor, act reform.ShareAct, share reform.TaskUnit, task reform.Task, seen int, note string) (policy.Grant, reform.ShareMove, error) {
	step, err := reform.ShareFlow.Next(share.State, act)
	if err != nil {
		return policy.Grant{}, reform.ShareMove{}, err
	}
	grant, err := policy.Allow(who, step.Needs, share.Subject(act, task))
	if err != nil {
		return grant, reform.ShareMove{}, err
	}
	move, err := share.Take(step, seen, note)
	return grant, move, err
}

// setUnits makes these the units beside the task's lead.
func setUnits(ctx context.Context, tx *postgres.Tx, grant policy.Grant, task reform.Task, units []reform.TaskUnit) error {
	cooperating := map[int64]bool{}
	for _, unit := range units {
		cooperating[unit.UnitID] = cooperating[unit.UnitID] || unit.Part == reform.Cooperating
	}
	given := func(unit int64) (cooperates, said bool) { return cooperating[unit], true }
	if err := giveShares(ctx, tx, grant, task, given); err != nil {
		return err
	}
	return tx.SetTaskUnits(ctx, grant, task.ID, units)
}

// giveShares withdraws each share that was answered where its unit cooperates no longer, and asks again for one withdrawn where
// it does; a unit of which nothing is said keeps its share. Either leaves a line in the audit log.
func giveShares(ctx context.Context, tx *postgres.Tx, by policy.Grant, task reform.Task, given func(unit int64) (cooperates, said bool)) error {
	known, err := tx.EveryShare(ctx, policy.See(by.Actor(), policy.TaskRead), task.ID)
	if err != nil {
		return err
	}
	for _, share := range known {
		cooperates, said := given(share.UnitID)
		act := share.Given(cooperates)
		if !said || act == "" {
			continue
		}
		grant, move, err := givenMove(by, act, share, task)
		if err != nil {
			return err
		}
		if err := tx.MoveShare(ctx, grant, move, task.Code); err != nil {
			return err
		}
	}
	return nil
}

// givenMove returns the step of a share that follows its task, with the Grant for it: who redirects a task by a decision takes its
// shares along under the same action.
func givenMove(by policy.Grant, act reform.ShareAct, share reform.TaskUnit, task reform.Task) (policy.Grant, reform.ShareMove, error) {
	if by.Action() != policy.TaskRedirect && by.Action() != policy.ObstacleNote {
		return shareMove(by.Actor(), act, share, task, share.Version, "")
	}
	step, err := reform.ShareFlow.Next(share.State, act)
	if err != nil {
		return policy.Grant{}, reform.ShareMove{}, err
	}
	grant, err := policy.Allow(by.Actor(), by.Action(), share.Subject(act, task))
	if err != nil {
		return grant, reform.ShareMove{}, err
	}
	move, err := share.Take(step, share.Version, "")
	return grant, move, err
}

// sharesOwedMost is how many shares a list of what a unit owes shows.
const sharesOwedMost = reform.PageSize

// OwedShares are the shares that a unit has yet to answer.
type OwedShares struct {
	Lines []reform.ShareLine
	More  bool // there are more than the lines
	May   bool // the actor may answer them
}

// owedShares reads what the unit has yet to answer.
func owedShares(ctx context.Context, r postgres.Reader, who policy.Actor, unit int64) (OwedShares, error) {
	owed := OwedShares{May: allowed(who, policy.ShareAnswer, policy.Subject{Kind: policy.Share, Unit: unit})}
	lines, err := r.OwedShares(ctx, policy.See(who, policy.TaskRead), unit, sharesOwedMost+1)
	owed.Lines, owed.More = lines[:min(len(lines), sharesOwedMost)], len(lines) > sharesOwedMost
	return owed, err
}

// ShareForm is what stands around a form about one share.
type ShareForm struct {
	Task   reform.Task
	Share  reform.TaskUnit
	Closed string // why the act cannot be taken now; "" when it can
}

// ShareForm reads the form for the act on the share; a forbidden fault says when the actor may not take it.
func (a *App) ShareForm(ctx context.Context, who policy.Actor, code string, id int64, act reform.ShareAct) (ShareForm, error) {
	scope := policy.See(who, policy.TaskRead)
	task, err := a.DB.Task(ctx, scope, code)
	if err != nil {
		return ShareForm{}, err
	}
	form := ShareForm{Task: task}
	if form.Share, err = a.DB.Share(ctx, scope, task.ID, id); err != nil {
		return ShareForm{}, err
	}
	if _, err := policy.Allow(who, needsOf(act), form.Share.Subject(act, task)); err != nil {
		return ShareForm{}, err
	}
	_, err = reform.ShareFlow.Next(form.Share.State, act)
	if err == nil {
		err = task.CheckCooperating()
	}
	form.Closed = fault.Sentence(err)
	return form, nil
}

func needsOf(act reform.ShareAct) policy.Action {
	if act == reform.ShareAnswer {
		return policy.ShareAnswer
	}
	return policy.ShareAskAgain
}
