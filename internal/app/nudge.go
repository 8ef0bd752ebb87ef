package app

import (
	"context"
	"slices"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
	"cchc/internal/viet"
)

// MakeNudges asks to urge on whoever leads these tasks, in one act.
type MakeNudges struct {
	Tasks []string // their codes
	reform.NudgePlan
}

// NudgesMade is what came of it.
type NudgesMade struct {
	Batch   int64
	Nudges  []reform.Nudge // one for each unit
	Skipped []reform.NudgeSkip
}

const sentenceNothingToNudge = "Không có nhiệm vụ nào nhắc được lúc này. Xem lý do bỏ qua ở danh sách bên dưới."

// MakeNudges makes one nudge for each unit. One of the first two rungs waits for its recall time to pass and then goes out; one of
// the third waits for its letter to be signed. Tasks that cannot be nudged now, by whatever happened since they were picked, are
// left out and come back with the reason.
func (a *App) MakeNudges(ctx context.Context, who policy.Actor, in MakeNudges) (NudgesMade, error) {
	var made NudgesMade
	if err := in.count(); err != nil {
		return made, err
	}
	return made, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		grant, err := policy.Allow(who, policy.NudgeSend, policy.Subject{Kind: policy.NudgeBatch})
		if err != nil {
			return err
		}
		tasks, err := tx.LockNudgeCandidates(ctx, policy.See(who, policy.TaskRead), in.Tasks)
		if err != nil {
			return err
		}
		groups, skipped := reform.GroupNudges(tasks, tx.Now)
		made = NudgesMade{Skipped: skipped}
		if len(groups) == 0 {
			return fault.New(fault.Conflict, sentenceNothingToNudge)
		}
		signers, err := nudgeSigners(ctx, tx.Reader)
		if err != nil {
			return err
		}
		if err := in.Check(groups, signers, tx.Now); err != nil {
			return err
		}
		return makeBatch(ctx, tx, grant, in.NudgePlan, groups, &made)
	})
}

// count returns an invalid fault where no task was picked, or more than one act can urge on.
func (in MakeNudges) count() error {
	var check fault.Check
	check.That(len(in.Tasks) > 0, "nv", "Đánh dấu ít nhất một nhiệm vụ.")
	check.That(len(in.Tasks) <= reform.NudgeMost, "nv", "Mỗi lần nhắc tối đa "+viet.Int(reform.NudgeMost)+" nhiệm vụ. Bỏ bớt rồi nhắc làm nhiều lần.")
	return check.Err()
}

// makeBatch makes the act and the nudge of each group in it, and has those sent later that are not to be signed.
func makeBatch(ctx context.Context, tx *postgres.Tx, grant policy.Grant, plan reform.NudgePlan, groups []reform.NudgeGroup, made *NudgesMade) error {
	var err error
	if made.Batch, err = tx.MakeBatch(ctx, grant, plan.Text, plan.AnswerBy()); err != nil {
		return err
	}
	queued := false
	for _, group := range groups {
		nudge, err := makeNudge(ctx, tx, grant.Actor(), plan, group, made.Batch)
		if err != nil {
			return err
		}
		made.Nudges = append(made.Nudges, nudge)
		queued = queued || nudge.State == reform.NudgeQueued
	}
	if !queued {
		return nil
	}
	return tx.Later(ctx, grant, made.Batch, tx.Now.Add(reform.RecallTime), postgres.SendNudgesJob{Batch: made.Batch})
}

func makeNudge(ctx context.Context, tx *postgres.Tx, who policy.Actor, plan reform.NudgePlan, group reform.NudgeGroup, batch int64) (reform.Nudge, error) {
	nudge := reform.Nudge{
		BatchID: batch, UnitID: group.UnitID, Unit: group.Unit, Rung: plan.Rung(group), State: reform.NudgeFlow.Start,
		Text: group.Text(plan.Text, plan.AnswerBy()), AnswerBy: plan.AnswerBy(), AuthorID: who.Person, Author: who.Name,
		ForID: who.For, For: who.ForName, MadeAt: tx.Now, Tasks: len(group.Tasks),
	}
	grant, err := policy.Allow(who, policy.NudgeSend, nudge.Subject())
	if err != nil {
		return nudge, err
	}
	if nudge.Rung == reform.RungLetter {
		nudge.SignerID = plan.Signer
		return tx.MakeNudge(ctx, grant, nudge, group.TaskIDs())
	}
	step, err := reform.NudgeFlow.Next(nudge.State, reform.NudgeSend)
	if err != nil {
		return nudge, err
	}
	move, err := nudge.Take(step, nudge.Version, tx.Now)
	if err != nil {
		return nudge, err
	}
	return tx.MakeNudge(ctx, grant, move.Becomes, group.TaskIDs())
}

// nudgeSigners reads who may sign a letter that urges a unit on, unit by unit.
func nudgeSigners(ctx context.Context, r postgres.Reader) ([]reform.Person, error) {
	people, err := r.ActivePeople(ctx)
	return slices.DeleteFunc(people, func(p reform.Person) bool { return !p.Signs() }), err
}

// RecallBatch takes back what one act of nudging did, as long as nobody was told: what is about to go out is recalled, and letters
// prepared in the same act a moment ago are dropped. It returns the nudges taken back; a conflict says that it is too late.
func (a *App) RecallBatch(ctx context.Context, who policy.Actor, batch int64) ([]reform.Nudge, error) {
	var undone []reform.Nudge
	return undone, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		nudges, err := tx.LockBatch(ctx, policy.See(who, policy.NudgeRead), batch)
		if err != nil {
			return err
		}
		if len(nudges) == 0 {
			return fault.New(fault.NotFound, "Không tìm thấy đợt nhắc này.")
		}
		undone = nil
		for _, nudge := range nudges {
			act := nudge.Undo(tx.Now)
			if act == "" {
				continue
			}
			if err := stepNudge(ctx, tx, who, nudge, act, nudge.Version); err != nil {
				return err
			}
			undone = append(undone, nudge)
		}
		return undoable(who, nudges, undone)
	})
}

// undoable returns a fault where nothing was taken back: that the actor may not, that it was before, or that it is too late.
func undoable(who policy.Actor, nudges, undone []reform.Nudge) error {
	if len(undone) > 0 {
		return nil
	}
	if _, err := policy.Allow(who, policy.NudgeSend, nudges[0].Subject()); err != nil {
		return err
	}
	if !slices.ContainsFunc(nudges, func(n reform.Nudge) bool { return n.State != reform.NudgeRecalled && n.State != reform.NudgeDropped }) {
		return fault.New(fault.Conflict, "Đợt nhắc này đã được thu hồi trước đó.")
	}
	return fault.New(fault.Conflict, reform.SentenceRecallOver)
}

// MoveNudge asks for one step of a nudge by a person: to recall it, or to sign or drop its letter.
type MoveNudge struct {
	Code   string
	Act    reform.NudgeAct
	Seen   int
	Letter reform.NudgeLetter // for signing
}

// MoveNudge takes the step. A signed letter goes out when its recall time is over, like the other rungs.
func (a *App) MoveNudge(ctx context.Context, who policy.Actor, in MoveNudge) error {
	if in.Act == reform.NudgeSend {
		return fault.New(fault.Invalid, "Công văn đôn đốc gửi đi khi đã ghi số và người ký.")
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		nudge, err := tx.LockNudge(ctx, policy.See(who, policy.NudgeRead), in.Code)
		if err != nil {
			return err
		}
		if in.Act == reform.NudgeSign {
			return signNudge(ctx, tx, who, nudge, in)
		}
		return stepNudge(ctx, tx, who, nudge, in.Act, in.Seen)
	})
}

// stepNudge takes a step that needs nothing but the Grant and the time.
func stepNudge(ctx context.Context, tx *postgres.Tx, who policy.Actor, nudge reform.Nudge, act reform.NudgeAct, seen int) error {
	step, err := reform.NudgeFlow.Next(nudge.State, act)
	if err != nil {
		return err
	}
	grant, err := policy.Allow(who, step.Needs, nudge.Subject())
	if err != nil {
		return err
	}
	move, err := nudge.Take(step, seen, tx.Now)
	if err != nil {
		return err
	}
	return tx.MoveNudge(ctx, grant, move)
}

// signNudge keeps what the signed letter says and has the nudge sent when its recall time is over.
func signNudge(ctx context.Context, tx *postgres.Tx, who policy.Actor, nudge reform.Nudge, in MoveNudge) error {
	step, err := reform.NudgeFlow.Next(nudge.State, in.Act)
	if err != nil {
		return err
	}
	grant, err := policy.Allow(who, step.Needs, nudge.Subject())
	if err != nil {
		return err
	}
	signers, err := nudgeSigners(ctx, tx.Reader)
	if err != nil {
		return err
	}
	move, err := nudge.Sign(step, in.Seen, in.Letter, signers, tx.Now)
	if err != nil {
		return err
	}
	if err := tx.MoveNudge(ctx, grant, move); err != nil {
		return err
	}
	return tx.Later(ctx, grant, nudge.ID, *move.Becomes.SendAt, postgres.SendNudgesJob{Batch: nudge.BatchID})
}
