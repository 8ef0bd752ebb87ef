package server_test

import (
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

// A task late by its first deadline and not by the one in force is counted where it is asked for, and the figures' links
// keep the question.
func TestOnesWorkIsMeasuredAgainstEitherDeadline(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.InProgress(p.Science)
	id, err := p.App.RequestExtension(t.Context(), p.Science.Officer.Actor, app.RequestExtension{
		Code: task.Code, ProposedOn: task.DueOn.AddDays(30), Reason: "Chờ ý kiến.",
	})
	if err != nil {
		t.Fatal(err)
	}
	p.Decide(id, p.Science.Head, reform.ExtensionSign)
	p.Decide(id, p.Chief, reform.ExtensionGrant)
	p.Clock.Advance(40 * 24 * time.Hour)
	officer := p.as(p.Science.Officer)
	for _, c := range []struct{ query, late, other string }{
		{"", ">0<", "Tính theo hạn gốc"}, {"?tinh_theo=goc", ">1<", "Tính theo hạn hiện hành"},
	} {
		page := officer.get(paths.Work + c.query).body
		_, figure, found := strings.Cut(page, `href="/viec-cua-toi?nhom=qua-han`+strings.Replace(c.query, "?", "&amp;", 1)+`"`)
		if !found || !strings.Contains(figure[:min(len(figure), 200)], c.late) || !strings.Contains(page, c.other) {
			t.Errorf("%q: the late work is not %s, or there is no way to %q", c.query, c.late, c.other)
		}
	}
}
