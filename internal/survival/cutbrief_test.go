package survival_test

import (
	"maps"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() { maps.Copy(deeds, briefDeeds) }

// briefDeeds are the deeds of briefs.
var briefDeeds = map[string]prepared{
	"PrepareBrief": func(t *testing.T, d *small.Department, a *app.App) func() error {
		meeting := d.Meeting(reform.MeetingPlanned)
		in := app.PrepareBrief{Code: meeting.Code, Seen: meeting.Version, LeftOut: []string{"card:VM-001"}, Questions: "Vì sao chậm?"}
		return func() error { return a.PrepareBrief(t.Context(), d.Clerk.Actor, in) }
	},
	"FreezeMeeting": func(t *testing.T, d *small.Department, a *app.App) func() error {
		d.InProgress(d.Science)
		meeting := d.Meeting(reform.MeetingPlanned)
		in := app.FreezeMeeting{Code: meeting.Code, Seen: meeting.Version}
		return func() error { _, err := a.FreezeMeeting(t.Context(), d.Clerk.Actor, in); return err }
	},
	"SnapshotWord": func(t *testing.T, d *small.Department, a *app.App) func() error {
		code := d.Snapshot(d.Meeting(reform.MeetingPlanned)).Code
		return func() error { _, err := a.SnapshotWord(t.Context(), d.Leader.Actor, code, "https://a.vn/"); return err }
	},
	"SnapshotSheet": func(t *testing.T, d *small.Department, a *app.App) func() error {
		code := d.Snapshot(d.Meeting(reform.MeetingPlanned)).Code
		return func() error {
			sheet, err := a.SnapshotSheet(t.Context(), d.Leader.Actor, code, "Sở")
			if err == nil {
				err = sheet.Close()
			}
			return err
		}
	},
}
