package survival_test

import (
	"maps"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

// unrecorded are the deeds that change no record yet, and so leave no line in the audit log.
var unrecorded = []string{"StageFile", "ForgetStaged", "OpenNotice", "ReadNotice", "ReadNotices", "Deliver", "GiveUpDelivery", "MakeDigests", "ReadFeed", "OpenNudge"}

func init() {
	maps.Copy(deeds, map[string]prepared{
		"StageFile": func(t *testing.T, d *small.Department, a *app.App) func() error {
			return func() error {
				_, err := a.StageFile(t.Context(), d.Science.Officer.Actor, small.PDF("bao-cao.pdf", "một"))
				return err
			}
		},
		"ForgetStaged": func(t *testing.T, d *small.Department, a *app.App) func() error {
			staged(t, d)
			d.Clock.Advance(reform.StagedFor + time.Second)
			return func() error { return a.ForgetStaged(t.Context()) }
		},
		"PostReport with a file sent before": func(t *testing.T, d *small.Department, a *app.App) func() error {
			task := d.InProgress(d.Science)
			in := app.PostReport{Code: task.Code, Report: small.Statement(40), Files: []app.Upload{staged(t, d)}}
			return func() error { _, err := a.PostReport(t.Context(), d.Science.Officer.Actor, in); return err }
		},
	})
}

// staged is a file of the science officer's that waits for its form.
func staged(t *testing.T, d *small.Department) app.Upload {
	t.Helper()
	file, err := d.App.StageFile(t.Context(), d.Science.Officer.Actor, small.PDF("gui-truoc.pdf", "hai"))
	if err != nil {
		t.Fatal(err)
	}
	return app.Upload{Name: file.Name, MediaType: file.MediaType, Size: file.Size, Staged: file.ID}
}
