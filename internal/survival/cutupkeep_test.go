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
	})
	unrecorded = append(unrecorded, "ForgetOld")
}
