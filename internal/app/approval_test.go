package app_test

import (
	"slices"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

// headed returns the team as one whose head does the work.
func headed(team small.Team) small.Team {
	team.Officer = team.Head
	return team
}

// leftOf is how many things wait for the leader or the chief.
func leftOf(t *testing.T, d *small.Department, who small.Member) int {
	t.Helper()
	list, err := d.App.ApprovalList(t.Context(), who.Actor)
	if err != nil {
		t.Fatal(err)
	}
	return len(list.Waiting)
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
	toSign := d.Nudging(reform.RungLetter, d.InProgress(d.Centre))
	toSign.Signer = d.Leader.Person
	letters, err := d.App.MakeNudges(t.Context(), d.Clerk.Actor, toSign)
	if err != nil {
		t.Fatal(err)
	}
	chiefs := d.Prepared(d.InProgress(d.Digital))
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
		reform.ApproveLetter: letters.Nudges[0].Code,
	}
	for kind, code := range want {
		if got[kind] != code {
			t.Errorf("%s: %q waits, want %s", kind, got[kind], code)
		}
	}
	if len(list.Waiting) != len(want) || list.Total != len(want) {
		t.Errorf("%d wait, counted %d: %+v", len(list.Waiting), list.Total, list.Waiting)
	}
	if other, err := d.App.ApprovalList(t.Context(), d.ViceLeader.Actor); err != nil || len(other.Waiting) != len(want)-2 {
		t.Errorf("a card put before another leader, or that leader's letter, waits for the vice director too: %+v (%v)", other.Waiting, err)
	}
	chief, err := d.App.ApprovalList(t.Context(), d.Chief.Actor)
	if err != nil || len(chief.Waiting) != 2 || chief.Total != 2 || chief.Waiting[0].Code != signed.Code || chief.Waiting[1].Code != chiefs.Code || chief.Waiting[1].Tasks != 1 {
		t.Errorf("for the chief wait, of %d, %+v (%v)", chief.Total, chief.Waiting, err)
	}
	if d.SignNudge(chiefs); leftOf(t, d, d.Chief) != 1 {
		t.Error("a letter that was signed still waits")
	}
	letter := letters.Nudges[0].Code + ": công văn đôn đốc chờ ký 3 ngày làm việc"
	if heard := morningOf(t, d, d.Leader, calendar.NewDate(2026, time.November, 26)); !slices.Contains(heard, letter) {
		t.Errorf("who is to sign is reminded of %q", heard)
	}
	for _, who := range []small.Member{d.Centre.Head, d.Chief, d.Clerk} {
		if heard := titlesOf(t, d, who, d.App.Today()); slices.Contains(heard, letter) {
			t.Errorf("%s is reminded of a letter that another is to sign", who.Username)
		}
	}
	for _, who := range []small.Member{d.Clerk, d.Science.Head, d.Observer} {
		if _, err := d.App.ApprovalList(t.Context(), who.Actor); fault.KindOf(err) != fault.Forbidden || err == nil {
			t.Errorf("%s reads the list: %v", who.Username, err)
		}
	}
}
