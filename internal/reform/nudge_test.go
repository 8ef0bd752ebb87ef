package reform_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

var nudgeNow = time.Date(2026, time.November, 23, 9, 0, 0, 0, calendar.Zone)

// last is a nudge of the candidate's own unit sent two days ago, which was to be answered by the evening before.
func last(rung reform.Rung, answer reform.NudgeAnswer) reform.LastNudge {
	sent, by := nudgeNow.AddDate(0, 0, -2), nudgeNow.Add(-16*time.Hour)
	return reform.LastNudge{Nudges: 1, LastUnitID: 7, LastRung: rung, LastState: reform.NudgeSent, LastAt: &sent, LastAnswerBy: &by, LastAnswer: answer}
}

func candidate(past reform.LastNudge) reform.NudgeCandidate {
	return reform.NudgeCandidate{
		ID: 1, Code: "CCHC-2026-014", Title: "Rà soát", State: reform.TaskInProgress, LeadUnitID: 7, LeadUnit: "Phòng Quản lý Khoa học",
		DueOn: calendar.NewDate(2026, 11, 17), LastNudge: past,
	}
}

func TestRungIsProposedFromWhatBecameOfTheLastNudge(t *testing.T) {
	t.Parallel()
	later := nudgeNow.Add(time.Hour)
	yesterday, today := calendar.DateOf(nudgeNow).AddDays(-1), calendar.DateOf(nudgeNow)
	with := func(past reform.LastNudge, change func(*reform.LastNudge)) reform.LastNudge {
		change(&past)
		return past
	}
	for claim, c := range map[string]struct {
		past reform.LastNudge
		want reform.Rung
	}{
		"never nudged":                       {reform.LastNudge{}, 1},
		"silent after a reminder":            {last(1, ""), 2},
		"silent after being urged":           {last(2, ""), 3},
		"silent after a letter":              {last(3, ""), 3},
		"still time to answer":               {with(last(2, ""), func(l *reform.LastNudge) { l.LastAnswerBy = &later }), 2},
		"said done and is not":               {last(2, reform.AnswerDone), 2},
		"was blocked and is so no more":      {last(3, reform.AnswerBlocked), 1},
		"said not ours and it was theirs":    {with(last(2, reform.AnswerNotOurs), func(l *reform.LastNudge) { l.LastSettled = reform.SettledKept }), 2},
		"broke its promise":                  {with(last(1, reform.AnswerPromised), func(l *reform.LastNudge) { l.LastPromisedOn = yesterday }), 2},
		"broke its promise after a letter":   {with(last(3, reform.AnswerPromised), func(l *reform.LastNudge) { l.LastPromisedOn = yesterday }), 3},
		"promised for today":                 {with(last(2, reform.AnswerPromised), func(l *reform.LastNudge) { l.LastPromisedOn = today }), 2},
		"silent while it was another unit's": {with(last(2, ""), func(l *reform.LastNudge) { l.LastUnitID = 8 }), 1},
	} {
		if got := candidate(c.past).ProposedRung(nudgeNow); got != c.want {
			t.Errorf("%s: rung %d, want %d", claim, got, c.want)
		}
	}
}

func TestTaskIsSkippedForTheFirstReasonThatHolds(t *testing.T) {
	t.Parallel()
	today := calendar.DateOf(nudgeNow)
	set := func(past reform.LastNudge, change func(*reform.NudgeCandidate)) reform.NudgeCandidate {
		c := candidate(past)
		change(&c)
		return c
	}
	none := reform.LastNudge{}
	for claim, c := range map[string]struct {
		task reform.NudgeCandidate
		want reform.SkipReason
	}{
		"to be done":              {candidate(none), ""},
		"to be accepted":          {set(none, func(c *reform.NudgeCandidate) { c.State = reform.TaskAssigned }), ""},
		"nudged the day before":   {candidate(last(1, "")), ""},
		"done":                    {set(none, func(c *reform.NudgeCandidate) { c.State = reform.TaskCompleted }), reform.SkipNotOpen},
		"suspended":               {set(none, func(c *reform.NudgeCandidate) { c.State = reform.TaskSuspended }), reform.SkipNotOpen},
		"a draft":                 {set(none, func(c *reform.NudgeCandidate) { c.State = reform.TaskDraft }), reform.SkipNotOpen},
		"declined":                {set(none, func(c *reform.NudgeCandidate) { c.State = reform.TaskDeclined }), reform.SkipNotOpen},
		"carried out by others":   {set(none, func(c *reform.NudgeCandidate) { c.Children = 2 }), reform.SkipParent},
		"periodic":                {set(none, func(c *reform.NudgeCandidate) { c.DeadlineKind = reform.DeadlinePeriodic }), reform.SkipSeries},
		"sent as complete":        {set(none, func(c *reform.NudgeCandidate) { c.State = reform.TaskSubmitted }), reform.SkipSubmitted},
		"before the leader":       {set(none, func(c *reform.NudgeCandidate) { c.WaitsLeader, c.Blocked = true, true }), reform.SkipLeader},
		"blocked":                 {set(none, func(c *reform.NudgeCandidate) { c.Blocked = true }), reform.SkipBlocked},
		"a letter to be signed":   {set(last(3, ""), func(c *reform.NudgeCandidate) { c.LastState = reform.NudgePrepared }), reform.SkipPrepared},
		"about to be nudged":      {set(last(1, ""), func(c *reform.NudgeCandidate) { c.LastState = reform.NudgeQueued }), reform.SkipToday},
		"nudged today":            {set(last(1, ""), func(c *reform.NudgeCandidate) { at := nudgeNow.Add(-time.Hour); c.LastAt = &at }), reform.SkipToday},
		"promised for today":      {set(last(1, reform.AnswerPromised), func(c *reform.NudgeCandidate) { c.LastPromisedOn = today }), reform.SkipPromised},
		"promised for yesterday":  {set(last(1, reform.AnswerPromised), func(c *reform.NudgeCandidate) { c.LastPromisedOn = today.AddDays(-1) }), ""},
		"promised by another":     {set(last(1, reform.AnswerPromised), func(c *reform.NudgeCandidate) { c.LastPromisedOn, c.LastUnitID = today, 8 }), ""},
		"not theirs, they say":    {candidate(last(1, reform.AnswerNotOurs)), reform.SkipNotOurs},
		"not theirs, but it is":   {set(last(1, reform.AnswerNotOurs), func(c *reform.NudgeCandidate) { c.LastSettled = reform.SettledKept }), ""},
		"said by the unit before": {set(last(1, reform.AnswerNotOurs), func(c *reform.NudgeCandidate) { c.LastUnitID = 8 }), ""},
	} {
		if got := c.task.Skip(today); got != c.want {
			t.Errorf("%s: skipped for %q, want %q", claim, got, c.want)
		}
	}
	for _, reason := range reform.SkipReasons() {
		if reason.Label() == "" {
			t.Errorf("%s has no words", reason)
		}
	}
}

func TestOneNudgeForEachUnitAtTheRungOfItsTaskFurthestUp(t *testing.T) {
	t.Parallel()
	other := candidate(reform.LastNudge{})
	other.LeadUnitID, other.LeadUnit = 9, "Phòng Chuyển đổi số"
	blocked := other
	blocked.Blocked = true
	groups, skipped := reform.GroupNudges([]reform.NudgeCandidate{candidate(reform.LastNudge{}), other, candidate(last(1, "")), blocked}, nudgeNow)
	if len(groups) != 2 || len(groups[0].Tasks) != 2 || groups[0].Rung != 2 || groups[1].Rung != 1 || len(skipped) != 1 || skipped[0].Reason != reform.SkipBlocked {
		t.Errorf("%+v, skipped %+v", groups, skipped)
	}
}

func TestTextIsFilledInForEachUnit(t *testing.T) {
	t.Parallel()
	group := reform.NudgeGroup{UnitID: 7, Unit: "Phòng Quản lý Khoa học", Tasks: []reform.NudgeCandidate{candidate(reform.LastNudge{})}}
	got := group.Text(reform.NudgeTextPreset, time.Date(2026, 11, 24, 17, 0, 0, 0, calendar.Zone))
	for _, want := range []string{"Đề nghị Phòng Quản lý Khoa học", "1 nhiệm vụ", "trước 17:00 24/11/2026", "- CCHC-2026-014: Rà soát (hạn 17/11/2026)"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
	long := candidate(reform.LastNudge{})
	long.Title = strings.Repeat("Rà soát văn bản ", 30)
	for range 299 {
		group.Tasks = append(group.Tasks, long)
	}
	got = group.Text(strings.Repeat("Nội dung ", 300)+"\n{danh sách}\n{danh sách}", nudgeNow)
	if n := utf8.RuneCountInString(got); n > 4000 || !strings.Contains(got, "nhiệm vụ khác trong danh sách kèm theo") {
		t.Errorf("of 300 tasks it says %d characters: %q", n, got[len(got)-300:])
	}
}

func TestPlanNamesEveryFieldThatIsWrong(t *testing.T) {
	t.Parallel()
	today := calendar.DateOf(nudgeNow)
	groups := []reform.NudgeGroup{{UnitID: 7, Unit: "Phòng Quản lý Khoa học", Rung: 1, Tasks: []reform.NudgeCandidate{candidate(reform.LastNudge{})}}}
	chief := reform.Person{ID: 3, Active: true, Roles: []policy.Role{policy.Chief}}
	good := reform.NudgePlan{Text: reform.NudgeTextPreset, AnswerOn: today.AddDays(1), AnswerAt: "17:00"}
	for claim, c := range map[string]struct {
		change func(*reform.NudgePlan)
		want   []string
	}{
		"good":                   {func(*reform.NudgePlan) {}, nil},
		"today, later":           {func(p *reform.NudgePlan) { p.AnswerOn, p.AnswerAt = today, "9h30" }, nil},
		"no text":                {func(p *reform.NudgePlan) { p.Text = "" }, []string{"noi_dung"}},
		"too long a text":        {func(p *reform.NudgePlan) { p.Text = strings.Repeat("a", 3001) }, []string{"noi_dung"}},
		"too long once filled":   {func(p *reform.NudgePlan) { p.Text = strings.Repeat("{đơn vị}", 300) }, []string{"noi_dung"}},
		"an unknown placeholder": {func(p *reform.NudgePlan) { p.Text = "Kính gửi {phòng}" }, []string{"noi_dung"}},
		"no day":                 {func(p *reform.NudgePlan) { p.AnswerOn = calendar.Date{} }, []string{"tra_loi_truoc"}},
		"yesterday":              {func(p *reform.NudgePlan) { p.AnswerOn = today.AddDays(-1) }, []string{"tra_loi_truoc"}},
		"far away":               {func(p *reform.NudgePlan) { p.AnswerOn = today.AddDays(61) }, []string{"tra_loi_truoc"}},
		"no hour":                {func(p *reform.NudgePlan) { p.AnswerAt = "chiều" }, []string{"gio"}},
		"an hour gone by":        {func(p *reform.NudgePlan) { p.AnswerOn, p.AnswerAt = today, "08:00" }, []string{"gio"}},
		"before it goes out":     {func(p *reform.NudgePlan) { p.AnswerOn, p.AnswerAt = today, "09:01" }, []string{"gio"}},
		"no such rung":           {func(p *reform.NudgePlan) { p.Rungs = map[int64]reform.Rung{7: 4} }, []string{"bac_7"}},
		"a letter of nobody":     {func(p *reform.NudgePlan) { p.Rungs = map[int64]reform.Rung{7: 3} }, []string{"nguoi_ky"}},
		"a letter of a clerk":    {func(p *reform.NudgePlan) { p.Rungs, p.Signer = map[int64]reform.Rung{7: 3}, 4 }, []string{"nguoi_ky"}},
		"a letter of the chief":  {func(p *reform.NudgePlan) { p.Rungs, p.Signer = map[int64]reform.Rung{7: 3}, 3 }, nil},
		"all at once":            {func(p *reform.NudgePlan) { *p = reform.NudgePlan{Rungs: map[int64]reform.Rung{7: 0}} }, []string{"noi_dung", "tra_loi_truoc", "gio", "bac_7"}},
	} {
		plan := good
		c.change(&plan)
		var got []string
		if f, ok := fault.As(plan.Check(groups, []reform.Person{chief}, nudgeNow)); ok {
			for _, field := range f.Fields {
				got = append(got, field.Name)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", claim, got, c.want)
		}
	}
}

func TestHourIsReadAsPeopleTypeIt(t *testing.T) {
	t.Parallel()
	day := calendar.NewDate(2026, 11, 24)
	for typed, want := range map[string]string{
		"17:00": "17:00", "17h": "17:00", "17h30": "17:30", "8.15": "08:15", " 7 : 05 ": "07:05", "16": "16:00", "24:00": "", "17:60": "", "": "", "5 giờ chiều": "",
	} {
		at, ok := reform.AnswerBy(day, typed)
		if ok != (want != "") || ok && calendar.Clock(at) != want {
			t.Errorf("%q is read as %s, %v", typed, calendar.Clock(at), ok)
		}
	}
}
