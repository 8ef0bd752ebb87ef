package survival_test

import (
	"maps"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() { maps.Copy(deeds, instructionDeeds) }

// instructionDeeds are the deeds by which leaders instruct units.
var instructionDeeds = map[string]prepared{
	"GiveInstruction": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := d.Instructing(d.Science, reform.AreaProcedures)
		return func() error { _, err := a.GiveInstruction(t.Context(), d.ViceLeader.Actor, in); return err }
	},
	"ExportInstructions": func(t *testing.T, d *small.Department, a *app.App) func() error {
		d.Instructed(d.Leader, d.Science, reform.AreaProcedures)
		return func() error {
			book, err := a.ExportInstructions(t.Context(), d.Leader.Actor, reform.InstructionFilter{}, "Sở")
			if err == nil {
				err = book.Close()
			}
			return err
		}
	},
}

func init() {
	deeds["MeetingMinutes"] = func(t *testing.T, d *small.Department, a *app.App) func() error {
		meeting := d.Meeting(reform.MeetingFrozen)
		d.Conclusion(meeting, d.Science)
		return func() error { _, err := a.MeetingMinutes(t.Context(), d.Clerk.Actor, meeting.Code); return err }
	}
}
