package app_test

import (
	"slices"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func TestOneActNudgesEachUnitOnceAndTellsNobodyYet(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	one, two, other := d.InProgress(d.Science), d.InProgress(d.Science), d.Assigned(d.Digital)
	made := d.Batch(reform.RungRemind, one, two, other)
	if len(made.Nudges) != 2 || len(made.Skipped) != 0 {
		t.Fatalf("%d nudges, %v skipped", len(made.Nudges), made.Skipped)
	}
	first := d.ReadNudge(made.Nudges[0].Code)
	if first.Code != "DD-2026-001" || first.UnitID != d.Units.Science.ID || first.Tasks != 2 || first.State != reform.NudgeQueued ||
		!first.SendAt.Equal(d.Clock.Now().Add(reform.RecallTime)) || first.Author != d.Clerk.Name {
		t.Errorf("the first is %+v", first)
	}
	hears(t, d, "before the recall time is over", nil)
	if n := jobs(t, d, "send_nudges"); n != 1 {
		t.Errorf("%d jobs wait to send it", n)
	}
}

func jobs(t *testing.T, d *small.Department, kind string) int {
	t.Helper()
	var n int
	if err := d.DB.Pool().QueryRow(t.Context(), `select count(*) from river.river_job where kind = $1`, kind).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestWhatIsNotRecalledGoesOutOnceToHeadsAndOfficers(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	one, two, other := d.InProgress(d.Science), d.InProgress(d.Science), d.Assigned(d.Digital)
	made := d.Batch(reform.RungRemind, one, two, other)
	send := func() {
		t.Helper()
		for _, program := range []*app.App{d.App, secondProgram(d)} {
			if err := program.SendNudges(t.Context(), made.Batch); err != nil {
				t.Error(err)
			}
		}
	}
	send()
	hears(t, d, "too early", nil)
	d.Clock.Advance(reform.RecallTime)
	send()
	hears(t, d, "when the time is over", map[string]string{
		"khanhdv": "DD-2026-001: nhắc 2 nhiệm vụ, trả lời trước 17:00 24/11/2026", "annv": "DD-2026-001", "gianglv": "DD-2026-002: nhắc 1 nhiệm vụ",
	})
	for _, nudge := range made.Nudges {
		now := d.ReadNudge(nudge.Code)
		if now.State != reform.NudgeSent || !now.SentAt.Equal(d.Clock.Now()) || now.Version != 2 {
			t.Errorf("it is %+v", now)
		}
		for _, task := range d.NudgeTasks(now) {
			if task.Nth != 1 || task.Dropped {
				t.Errorf("its task is %+v", task)
			}
		}
	}
	send()
	hears(t, d, "sent again", nil)
}

func TestSecondNudgeOfATaskCountsOn(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	d.Nudged(reform.RungRemind, task)
	d.Clock.Advance(48 * time.Hour)
	again := d.Nudged(reform.RungUrge, task)[0]
	if got := d.NudgeTasks(again); got[0].Nth != 2 || again.Rung != reform.RungUrge || again.Tasks != 1 {
		t.Errorf("%+v of %+v", got, again)
	}
}

func TestBatchIsRecalledWithinTwoMinutesAndNoLater(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, letter := d.InProgress(d.Science), d.Assigned(d.Digital)
	in := d.Nudging(reform.RungRemind, task, letter)
	in.Rungs[d.Units.Digital.ID] = reform.RungLetter
	made, err := d.App.MakeNudges(t.Context(), d.Clerk.Actor, in)
	if err != nil {
		t.Fatal(err)
	}
	_, observed := d.App.RecallBatch(t.Context(), d.Observer.Actor, made.Batch)
	_, unit := d.App.RecallBatch(t.Context(), d.Science.Head.Actor, made.Batch)
	refused(t, "an observer recalls", observed, fault.Forbidden, "không có quyền")
	refused(t, "the unit recalls", unit, fault.NotFound, "")
	d.Clock.Advance(reform.RecallTime - time.Second)
	if undone, err := d.App.RecallBatch(t.Context(), d.SecondClerk.Actor, made.Batch); err != nil || len(undone) != 2 {
		t.Fatalf("%d taken back (%v)", len(undone), err)
	}
	for i, want := range []reform.NudgeState{reform.NudgeRecalled, reform.NudgeDropped} {
		if now := d.ReadNudge(made.Nudges[i].Code); now.State != want || now.EndedAt == nil {
			t.Errorf("it is %+v, want %s", now, want)
		}
	}
	_, again := d.App.RecallBatch(t.Context(), d.Clerk.Actor, made.Batch)
	refused(t, "recalled again", again, fault.Conflict, "đã được thu hồi")
	d.Clock.Advance(time.Minute)
	if err := d.App.SendNudges(t.Context(), made.Batch); err != nil {
		t.Fatal(err)
	}
	hears(t, d, "after the recall", nil)

	next := d.Batch(reform.RungRemind, task)
	d.Clock.Advance(reform.RecallTime)
	_, late := d.App.RecallBatch(t.Context(), d.Clerk.Actor, next.Batch)
	refused(t, "two minutes later", late, fault.Conflict, "Đã quá 2 phút")
	if now := d.ReadNudge(next.Nudges[0].Code); now.State != reform.NudgeQueued {
		t.Errorf("the late recall left it %s", now.State)
	}
}

func TestTasksDoneMeanwhileAreDroppedAndANudgeOfNoneIsVoid(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	kept, cancelled, moved := d.InProgress(d.Science), d.InProgress(d.Science), d.InProgress(d.Digital)
	made := d.Batch(reform.RungRemind, kept, cancelled, moved)
	d.Move(cancelled, d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Không còn cần."})
	err := d.App.ReassignTask(t.Context(), d.Clerk.Actor, app.ReassignTask{
		Code: moved.Code, Seen: moved.Version, To: reform.Reassignment{LeadUnit: d.Units.Metrology.ID, Note: "Theo chỉ đạo."},
	})
	if err != nil {
		t.Fatal(err)
	}
	forget(t, d)
	d.Clock.Advance(reform.RecallTime)
	if err := d.App.SendNudges(t.Context(), made.Batch); err != nil {
		t.Fatal(err)
	}
	hears(t, d, "of what is left", map[string]string{"khanhdv": "nhắc 1 nhiệm vụ", "annv": "nhắc 1 nhiệm vụ"})
	sent, void := d.ReadNudge(made.Nudges[0].Code), d.ReadNudge(made.Nudges[1].Code)
	if sent.State != reform.NudgeSent || sent.Tasks != 1 || void.State != reform.NudgeDropped || void.Tasks != 0 || void.SentAt != nil {
		t.Errorf("sent %+v, void %+v", sent, void)
	}
	for _, task := range d.NudgeTasks(sent) {
		if task.Dropped != (task.TaskID == cancelled.ID) || task.Dropped != (task.Nth == 0) {
			t.Errorf("its task is %+v", task)
		}
	}
}

func TestLetterWaitsForItsSignatureAndThenGoesOut(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	nudge := d.Prepared(d.InProgress(d.Science))
	if nudge.State != reform.NudgePrepared || nudge.SignerID != d.Chief.Person || jobs(t, d, "send_nudges") != 0 {
		t.Errorf("prepared, it is %+v", nudge)
	}
	sign := func(who small.Member, letter reform.NudgeLetter) error {
		return d.App.MoveNudge(t.Context(), who.Actor, app.MoveNudge{Code: nudge.Code, Act: reform.NudgeSign, Seen: nudge.Version, Letter: letter})
	}
	refused(t, "a clerk signs", sign(d.Clerk, d.Letter()), fault.Forbidden, "không có quyền")
	refused(t, "without a number", sign(d.Chief, reform.NudgeLetter{On: d.App.Today().AddDays(1)}), fault.Invalid, "so: ")
	refused(t, "sent without a signature", d.App.MoveNudge(t.Context(), d.Clerk.Actor, app.MoveNudge{Code: nudge.Code, Act: reform.NudgeSend, Seen: nudge.Version}),
		fault.Invalid, "ghi số và người ký")
	if err := sign(d.Chief, d.Letter()); err != nil {
		t.Fatal(err)
	}
	signed := d.ReadNudge(nudge.Code)
	if signed.State != reform.NudgeQueued || signed.LetterNumber != "125/SKHCN-VP" || signed.LetterOn != d.App.Today() || signed.Signer != d.Chief.Name ||
		jobs(t, d, "send_nudges") != 1 {
		t.Errorf("signed, it is %+v", signed)
	}
	d.Clock.Advance(reform.RecallTime)
	if err := d.App.SweepNudges(t.Context()); err != nil {
		t.Fatal(err)
	}
	hears(t, d, "signed and swept", map[string]string{"khanhdv": "công văn đôn đốc 1 nhiệm vụ", "annv": "công văn đôn đốc 1 nhiệm vụ"})
}

func TestLetterSignedAfterItsTimeToAnswerNeedsALaterOne(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	nudge := d.Prepared(d.InProgress(d.Science))
	d.Clock.Advance(48 * time.Hour)
	letter := d.Letter()
	sign := func() error {
		return d.App.MoveNudge(t.Context(), d.Chief.Actor, app.MoveNudge{Code: nudge.Code, Act: reform.NudgeSign, Seen: nudge.Version, Letter: letter})
	}
	refused(t, "the time to answer is over", sign(), fault.Invalid, "tra_loi_truoc")
	letter.AnswerBy = d.Clock.Now().Add(24 * time.Hour)
	if err := sign(); err != nil || !d.ReadNudge(nudge.Code).AnswerBy.Equal(letter.AnswerBy) {
		t.Errorf("it is to be answered by %s (%v)", d.ReadNudge(nudge.Code).AnswerBy, err)
	}
}

func TestTwoClerksAtOnceDoNotNudgeATaskTwice(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	var tasks []reform.Task
	for range 4 {
		tasks = append(tasks, d.Assigned(d.Science), d.Assigned(d.Digital))
	}
	in, back := d.Nudging(reform.RungRemind, tasks...), d.Nudging(reform.RungRemind, tasks...)
	slices.Reverse(back.Tasks)
	results := make(chan error, 2)
	press := func(program *app.App, who small.Member, in app.MakeNudges) {
		_, err := program.MakeNudges(t.Context(), who.Actor, in)
		results <- err
	}
	go press(d.App, d.Clerk, in)
	go press(secondProgram(d), d.SecondClerk, back)
	first, second := <-results, <-results
	if (first == nil) == (second == nil) {
		t.Errorf("one says %v, the other %v", first, second)
	}
	for _, err := range []error{first, second} {
		if err != nil {
			refused(t, "the slower of the two", err, fault.Conflict, "Không có nhiệm vụ nào nhắc được")
		}
	}
	var twice int
	err := d.DB.Pool().QueryRow(t.Context(), `select count(*) from (select from nudge_task group by task_id having count(*) > 1) twice`).Scan(&twice)
	if err != nil || twice != 0 {
		t.Errorf("%d tasks are nudged twice (%v)", twice, err)
	}
}

func TestNudgedTaskIsLeftOutForTheReasonThatHolds(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	due := d.InProgress(d.Digital)
	today, blocked, waiting, asked, sent := d.InProgress(d.Science), d.InProgress(d.Science), d.InProgress(d.Science), d.InProgress(d.Science), d.Submitted(d.Science)
	d.Obstacle(reform.ObstacleReceived, blocked, d.Science)
	d.Extension(reform.ExtensionSigned, asked, d.Science)
	obstacle := d.Obstacle(reform.ObstacleReceived, waiting, d.Science)
	d.Card(reform.CardSent, d.Leader, obstacle)
	d.Nudged(reform.RungRemind, today)
	in := d.Nudging(reform.RungRemind, due, today, blocked, waiting, asked, sent, d.TaskIn(reform.TaskCompleted, d.Science))
	made, err := d.App.MakeNudges(t.Context(), d.Clerk.Actor, in)
	if err != nil || len(made.Nudges) != 1 || made.Nudges[0].UnitID != d.Units.Digital.ID {
		t.Fatalf("%+v (%v)", made, err)
	}
	got := map[string]reform.SkipReason{}
	for _, skip := range made.Skipped {
		got[skip.Task.Code] = skip.Reason
	}
	for task, want := range map[*reform.Task]reform.SkipReason{
		&today: reform.SkipToday, &blocked: reform.SkipBlocked, &waiting: reform.SkipLeader, &asked: reform.SkipLeader, &sent: reform.SkipSubmitted,
	} {
		if got[task.Code] != want {
			t.Errorf("%s is skipped for %q, want %q", task.Code, got[task.Code], want)
		}
	}
	if len(made.Skipped) != 6 {
		t.Errorf("skipped: %v", got)
	}
}

func TestSilenceLeadsOneRungUp(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	for _, want := range []reform.Rung{1, 2, 3, 3} {
		in := d.Nudging(0, task)
		in.Rungs = nil
		made, err := d.App.MakeNudges(t.Context(), d.Clerk.Actor, in)
		if err != nil || made.Nudges[0].Rung != want {
			t.Fatalf("rung %d, want %d (%v)", made.Nudges[0].Rung, want, err)
		}
		if want == reform.RungLetter {
			d.SignNudge(made.Nudges[0])
		}
		d.Clock.Advance(reform.RecallTime)
		if err := d.App.SendNudges(t.Context(), made.Batch); err != nil {
			t.Fatal(err)
		}
		d.Clock.Advance(72 * time.Hour)
	}
}
