package survival_test

import (
	"maps"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() {
	maps.Copy(deeds, map[string]prepared{
		"ForgetOld": func(t *testing.T, d *small.Department, a *app.App) func() error {
			draft := app.SaveDraft{Form: "/van-ban/moi", Title: "Văn bản", Values: map[string][]string{"so": {"07"}}, Page: "019e0000-0000-7000-8000-000000000001"}
			if _, err := d.App.SaveDraft(t.Context(), d.Clerk.Actor, draft); err != nil {
				t.Fatal(err)
			}
			d.Clock.Advance(reform.DraftKept + time.Hour)
			return func() error { return a.ForgetOld(t.Context()) }
		},
		"TallyBoard": func(t *testing.T, d *small.Department, a *app.App) func() error {
			d.InProgress(d.Science)
			return func() error { return a.TallyBoard(t.Context()) }
		},
		"RetryJob": func(t *testing.T, d *small.Department, a *app.App) func() error {
			var id int64
			err := d.DB.Pool().QueryRow(t.Context(), `insert into river.river_job (kind, args, state, attempt, max_attempts, finalized_at)
				values ('send_nudges', '{"batch": 1}', 'discarded', 5, 5, now()) returning id`).Scan(&id)
			if err != nil {
				t.Fatal(err)
			}
			return func() error { return a.RetryJob(t.Context(), d.Admin.Actor, id) }
		},
	})
	unrecorded = append(unrecorded, "ForgetOld", "TallyBoard")
}
