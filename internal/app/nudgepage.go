package app

import (
	"context"
	"slices"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// NudgePick says which tasks somebody wants to urge on: these, or all that the board shows by the filter.
type NudgePick struct {
	Codes  []string
	Filter *reform.BoardFilter
}

// NudgePreview is what an act of nudging would do now.
type NudgePreview struct {
	Groups  []reform.NudgeGroup // one nudge each
	Skipped []reform.NudgeSkip
	Signers []reform.Person // who may sign a letter
	Days    calendar.Days
	Over    bool // more tasks were picked than one act can urge on; the first are here
}

// NudgePreview reads what the act would do for whoever may urge units on; a forbidden fault says so otherwise.
func (a *App) NudgePreview(ctx context.Context, who policy.Actor, pick NudgePick) (NudgePreview, error) {
	var preview NudgePreview
	if _, err := policy.Allow(who, policy.NudgeSend, policy.Subject{Kind: policy.NudgeBatch}); err != nil {
		return preview, err
	}
	codes, over, err := a.picked(ctx, who, pick, reform.NudgeMost)
	if err != nil {
		return preview, err
	}
	preview.Over = over
	var tasks []reform.NudgeCandidate
	err = inOrder(
		func() (err error) {
			tasks, err = a.DB.NudgeCandidates(ctx, policy.See(who, policy.TaskRead), append([]string{}, codes...))
			return
		},
		func() (err error) { preview.Signers, err = nudgeSigners(ctx, a.DB.Reader); return },
		func() (err error) { preview.Days, err = a.Days(ctx); return },
	)
	preview.Groups, preview.Skipped = reform.GroupNudges(tasks, a.Clock())
	return preview, err
}

// NudgeList is one page of the register of nudges.
type NudgeList struct {
	Filter  reform.NudgeFilter
	Nudges  []reform.Nudge
	Total   int // one past reform.CountLimit: more
	Units   []reform.Unit
	MaySend bool
	Undo    bool // the one batch asked for can still be taken back by the actor
}

// NudgeList reads a page of the nudges in the actor's reach: of the actor's units those that went out, and of the Office all.
func (a *App) NudgeList(ctx context.Context, who policy.Actor, f reform.NudgeFilter) (NudgeList, error) {
	scope := policy.See(who, policy.NudgeRead)
	f.Now = a.Clock()
	list := NudgeList{Filter: f, MaySend: who.Reach(policy.NudgeSend) == policy.All}
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { list.Total, err = r.CountNudges(ctx, scope, f); return },
		func(r postgres.Reader) (err error) { list.Nudges, err = r.Nudges(ctx, scope, f); return },
		func(r postgres.Reader) (err error) { list.Units, err = r.Units(ctx); return },
	)
	if last := reform.LastPage(list.Total); err == nil && f.Page > last {
		list.Filter.Page = last
		list.Nudges, err = a.DB.Nudges(ctx, scope, list.Filter)
	}
	list.Undo = list.MaySend && f.Batch != 0 && slices.ContainsFunc(list.Nudges, func(n reform.Nudge) bool { return n.Undo(f.Now) != "" })
	return list, err
}

// NudgePage is one nudge with what became of it.
type NudgePage struct {
	Nudge   reform.Nudge
	Tasks   []reform.NudgeTask // one page of them
	Total   int                // how many there are, those dropped among them
	Page    int
	Sequels []reform.Sequel // what happened to those tasks soon after it went out
	Earlier []reform.FormerNudge
	Watches bool // the reader watches over every unit's
	Undo    bool // it can still be taken back by the reader

	Letter bool              // its letter can be taken out by the reader
	Offers []reform.NudgeAct // steps of its letter that the reader can take
}

// earlierNudgesMost is how many nudges before it the page of a nudge names.
const earlierNudgesMost = 20

// OpenNudge reads a page of the nudge's tasks with what became of them. Opened for the first time by somebody of its unit, it is
// seen from then on.
func (a *App) OpenNudge(ctx context.Context, who policy.Actor, code string, page int) (NudgePage, error) {
	scope := policy.See(who, policy.NudgeRead)
	nudge, err := a.DB.Nudge(ctx, scope, code)
	if err != nil {
		return NudgePage{}, err
	}
	opened := NudgePage{Nudge: nudge, Page: max(page, 1), Watches: scope.All()}
	opened.Undo = nudge.Undo(a.Clock()) != "" && who.Reach(policy.NudgeSend) == policy.All
	opened.Letter, opened.Offers = scope.All() && nudge.Lettered(), letterOffers(who, nudge)
	if opened.Total, err = a.DB.CountNudgeTasks(ctx, scope, nudge.ID); err != nil {
		return opened, err
	}
	opened.Page = min(opened.Page, reform.LastPage(opened.Total))
	if opened.Tasks, err = a.DB.NudgeTaskPage(ctx, scope, nudge.ID, opened.Page); err != nil {
		return opened, err
	}
	if err := a.becameOf(ctx, who, &opened); err != nil {
		return opened, err
	}
	opened.Nudge, err = a.seeNudge(ctx, who, nudge)
	return opened, err
}

// seeNudge notes that somebody of the unit has seen the nudge, where nobody had.
func (a *App) seeNudge(ctx context.Context, who policy.Actor, nudge reform.Nudge) (reform.Nudge, error) {
	if nudge.State != reform.NudgeSent || nudge.SeenAt != nil || !isOf(who, nudge.UnitID) {
		return nudge, nil
	}
	grant, err := policy.Allow(who, policy.NudgeRead, nudge.Subject())
	if err != nil {
		return nudge, err
	}
	return nudge, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		nudge.SeenAt, nudge.Seer = &tx.Now, who.Name
		return tx.SeeNudge(ctx, grant, nudge.ID)
	})
}

// isOf reports whether the actor is of the unit, or heads it from above: whoever only watches over every unit is not.
func isOf(who policy.Actor, unit int64) bool {
	return who.Unit == unit || who.Reach(policy.NudgeRead) == policy.Branch && slices.Contains(who.Branch, unit)
}

// becameOf reads what happened to the page's tasks after the nudge, and which nudges came before it.
func (a *App) becameOf(ctx context.Context, who policy.Actor, page *NudgePage) error {
	ids := make([]int64, len(page.Tasks))
	for i, task := range page.Tasks {
		ids[i] = task.TaskID
	}
	scope, from := policy.See(who, policy.NudgeRead), page.Nudge.MadeAt
	var reads []func(postgres.Reader) error
	if sent := page.Nudge.SentAt; sent != nil {
		from = *sent
		reads = append(reads, func(r postgres.Reader) (err error) {
			page.Sequels, err = r.Sequels(ctx, policy.See(who, policy.TaskRead), ids, *sent)
			return
		})
	}
	reads = append(reads, func(r postgres.Reader) (err error) {
		page.Earlier, err = r.FormerNudges(ctx, scope, page.Nudge.ID, ids, from, earlierNudgesMost)
		return
	})
	return a.DB.Together(ctx, reads...)
}
