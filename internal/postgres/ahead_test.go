package postgres_test

import (
	"strings"
	"testing"
	"time"

	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// ahead reads what falls due within 40 days of the instant, by the task's code why it is at risk.
func ahead(t *testing.T, d *small.Department, at time.Time) (reform.Ahead, map[string]string) {
	t.Helper()
	found, err := d.DB.Ahead(t.Context(), policy.See(d.Clerk.Actor, policy.BoardRead), at, d.App.Today().AddDays(40))
	if err != nil {
		t.Fatal(err)
	}
	why := map[string]string{}
	for _, task := range found.Risks {
		why[task.Code] = task.Why(d.App.Today())
	}
	return found, why
}

func TestWhatFallsDueIsAtRiskForAReasonThatIsTold(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	slow, quick, silent := d.InProgress(d.Science), d.InProgress(d.Science), d.InProgress(d.Digital)
	blocked, urged := d.InProgress(d.Science), d.InProgress(d.Science)
	sent, done := d.Submitted(d.Science), d.TaskIn(reform.TaskCompleted, d.Science)
	o := d.Obstacle(reform.ObstacleConfirmed, blocked, d.Science)
	d.Clock.Advance(15 * 24 * time.Hour)
	d.Report(slow, d.Science.Officer, 20)
	d.Report(quick, d.Science.Officer, 90)
	d.Report(urged, d.Science.Officer, 90)
	before := d.Clock.Now()
	d.Nudged(reform.RungRemind, urged)
	d.Clock.Advance(3 * 24 * time.Hour)
	now, why := ahead(t, d, d.Clock.Now())
	for code, want := range map[string]string{
		slow.Code: "mới 20%; mỗi tuần đi được 8%.", silent.Code: "18 ngày chưa báo cáo.", blocked.Code: "đang vướng " + o.Code, urged.Code: "đã nhắc 1 lần",
		quick.Code: "", sent.Code: "", done.Code: "",
	} {
		if got := why[code]; !strings.Contains(got, want) || (got == "") != (want == "") {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	if now.N != 6 || now.Looked != 6 || now.More || now.Floor() {
		t.Errorf("%d fall due, %d looked at", now.N, now.Looked)
	}
	if _, why := ahead(t, d, before); why[urged.Code] != "" || why[blocked.Code] == "" {
		t.Errorf("before it was urged: %v", why)
	}
	one, err := d.DB.AheadIn(t.Context(), policy.See(d.Clerk.Actor, policy.BoardRead),
		reform.AheadFilter{At: d.Clock.Now(), Until: d.App.Today().AddDays(40), Unit: d.Units.Digital.ID, Areas: []reform.Area{silent.Area}})
	if err != nil || one.N != 1 || len(one.Risks) != 1 {
		t.Errorf("of one unit: %+v (%v)", one, err)
	}
	none, err := d.DB.Ahead(t.Context(), policy.See(d.Digital.Head.Actor, policy.BoardRead), d.Clock.Now(), d.App.Today().AddDays(40))
	if err != nil || none.N != 0 {
		t.Errorf("whoever watches nothing reads %+v (%v)", none, err)
	}
}

// A task that its unit has only just taken is held to what the unit usually gets done.
func TestATaskJustBegunGoesByThePaceOfItsUnit(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	first := d.InProgress(d.Science)
	d.Clock.Advance(14 * 24 * time.Hour)
	d.Report(first, d.Science.Officer, 10)
	begun := d.InProgress(d.Science)
	_, why := ahead(t, d, d.Clock.Now())
	if !strings.HasSuffix(why[begun.Code], "mới 0%; đơn vị thường đi được 5% một tuần.") {
		t.Errorf("%v", why)
	}
}
