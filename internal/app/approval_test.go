package app_test

import (
	"testing"

	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

// headed returns the team as one whose head does the work.
func headed(team small.Team) small.Team {
	team.Officer = team.Head
	return team
}

func TestAllThatWaitsForALeaderIsInOneList(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	_, blocked := d.Blocked(d.Science)
	d.Escalated(small.Options(d.Effect(reform.EffectDeadline)), blocked)
	signed, asked := d.InProgress(d.Digital), d.InProgress(headed(d.Branch))
	d.Extension(reform.ExtensionSigned, signed, d.Digital)
	d.Extension(reform.ExtensionRequested, asked, headed(d.Branch))
	d.Extension(reform.ExtensionRequested, d.InProgress(d.Science), d.Science)
	sent := d.Complete(d.InProgress(headed(d.Digital)), d.Digital.Head)
	d.Complete(d.InProgress(d.Science), d.Science.Officer)
	raised := d.Obstacle(reform.ObstacleSubmitted, d.InProgress(headed(d.Science)), headed(d.Science))
	list, err := d.App.ApprovalList(t.Context(), d.Leader.Actor)
	if err != nil {
		t.Fatal(err)
	}
	got := map[reform.ApprovalKind]string{}
	for _, a := range list.Waiting {
		got[a.Kind] = a.Code
	}
	want := map[reform.ApprovalKind]string{
		reform.ApproveDecision: blocked.Code, reform.ApproveExtension: signed.Code, reform.ApproveSignature: asked.Code,
		reform.ApproveCompletion: sent.Code, reform.ApproveObstacle: raised.Code,
	}
	for kind, code := range want {
		if got[kind] != code {
			t.Errorf("%s: %q waits, want %s", kind, got[kind], code)
		}
	}
	if len(list.Waiting) != len(want) || list.Total != len(want) {
		t.Errorf("%d wait, counted %d: %+v", len(list.Waiting), list.Total, list.Waiting)
	}
	if other, err := d.App.ApprovalList(t.Context(), d.ViceLeader.Actor); err != nil || len(other.Waiting) != len(want)-1 {
		t.Errorf("a card put before another leader waits for the vice director too: %+v (%v)", other.Waiting, err)
	}
	for _, who := range []small.Member{d.Chief, d.Clerk, d.Science.Head, d.Observer} {
		if _, err := d.App.ApprovalList(t.Context(), who.Actor); fault.KindOf(err) != fault.Forbidden || err == nil {
			t.Errorf("%s reads the list: %v", who.Username, err)
		}
	}
}
