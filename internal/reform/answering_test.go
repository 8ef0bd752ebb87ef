package reform_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/reform"
)

var answerDay = time.Date(2026, time.November, 23, 12, 0, 0, 0, calendar.Zone)

func TestAnswersSayWhatIsWrongWithThem(t *testing.T) {
	t.Parallel()
	today := calendar.DateOf(answerDay)
	for name, c := range map[string]struct {
		in    reform.Answering
		wrong []string
	}{
		"none chosen":                  {reform.Answering{}, []string{"tra_loi"}},
		"an unknown one":               {reform.Answering{Answer: "later"}, []string{"tra_loi"}},
		"done":                         {reform.Answering{Answer: reform.AnswerDone}, nil},
		"a promise without a day":      {reform.Answering{Answer: reform.AnswerPromised}, []string{"ngay_hen"}},
		"a promise for yesterday":      {reform.Answering{Answer: reform.AnswerPromised, On: today.AddDays(-1)}, []string{"ngay_hen"}},
		"a promise for today":          {reform.Answering{Answer: reform.AnswerPromised, On: today}, nil},
		"a promise in a year":          {reform.Answering{Answer: reform.AnswerPromised, On: today.AddMonths(12)}, nil},
		"a promise beyond a year":      {reform.Answering{Answer: reform.AnswerPromised, On: today.AddMonths(12).AddDays(1)}, []string{"ngay_hen"}},
		"not ours without a reason":    {reform.Answering{Answer: reform.AnswerNotOurs}, []string{"noi_dung"}},
		"not ours with a reason":       {reform.Answering{Answer: reform.AnswerNotOurs, Note: "Việc của Phòng Chuyển đổi số."}, nil},
		"a note that is far too long":  {reform.Answering{Answer: reform.AnswerBlocked, Note: strings.Repeat("a", 1001)}, []string{"noi_dung"}},
		"a day with another answer":    {reform.Answering{Answer: reform.AnswerDone, On: today.AddDays(-9)}, nil},
		"two things wrong at one time": {reform.Answering{Answer: reform.AnswerPromised, Note: strings.Repeat("a", 1001)}, []string{"ngay_hen", "noi_dung"}},
	} {
		var got []string
		if f, ok := fault.As(c.in.Check(today)); ok {
			for _, field := range f.Fields {
				got = append(got, field.Name)
			}
		}
		if !slices.Equal(got, c.wrong) {
			t.Errorf("%s: %v, want %v", name, got, c.wrong)
		}
	}
}

func asked() (reform.NudgeTask, reform.Task) {
	task := reform.Task{ID: 7, State: reform.TaskInProgress, Assignment: reform.Assignment{LeadUnitID: 3}}
	return reform.NudgeTask{ID: 1, State: reform.NudgeSent, TaskID: 7, TaskState: task.State, NudgeUnitID: 3, UnitID: 3, Version: 2, AnswerBy: answerDay}, task
}

func reply(k reform.NudgeTask, task reform.Task, in reform.Answering, seen int) (reform.Answered, error) {
	step, err := reform.AnswerFlow.Next(k.AnswerState(), in.Answer.Act())
	if err != nil {
		return reform.Answered{}, err
	}
	return k.Reply(step, in, task, seen, answerDay)
}

// Which answers a task takes in each of its states: what can follow the answer must be possible.
func TestAnswersThatATaskTakesInEachState(t *testing.T) {
	t.Parallel()
	takes := map[reform.TaskState][]reform.NudgeAnswer{
		reform.TaskAssigned:   {reform.AnswerPromised, reform.AnswerBlocked, reform.AnswerNotOurs},
		reform.TaskInProgress: reform.NudgeAnswers(),
		reform.TaskSubmitted:  {reform.AnswerDone},
		reform.TaskSuspended:  {reform.AnswerPromised, reform.AnswerBlocked, reform.AnswerNotOurs},
		reform.TaskDeclined:   {reform.AnswerPromised, reform.AnswerNotOurs},
		reform.TaskCompleted:  nil, reform.TaskCancelled: nil,
	}
	for state, wanted := range takes {
		for _, answer := range reform.NudgeAnswers() {
			k, task := asked()
			k.TaskState, task.State = state, state
			in := reform.Answering{Answer: answer, On: calendar.DateOf(answerDay).AddDays(3), Note: "Lý do."}
			_, err := reply(k, task, in, k.Version)
			if (err == nil) != slices.Contains(wanted, answer) || err != nil && fault.KindOf(err) != fault.Conflict {
				t.Errorf("%s on a task that is %s: %v", answer, state, err)
			}
		}
	}
}

func TestAnswerIsWrittenOverWhatWasSeenAlone(t *testing.T) {
	t.Parallel()
	k, task := asked()
	if _, err := reply(k, task, reform.Answering{Answer: reform.AnswerDone}, 1); fault.KindOf(err) != fault.Conflict {
		t.Errorf("a stale page: %v", err)
	}
	moved := k
	moved.UnitID = 9
	dropped := k
	dropped.Dropped = true
	unsent := k
	unsent.State = reform.NudgeQueued
	for name, one := range map[string]reform.NudgeTask{"moved": moved, "dropped": dropped, "not sent": unsent} {
		if _, err := reply(one, task, reform.Answering{Answer: reform.AnswerDone}, k.Version); fault.KindOf(err) != fault.Conflict {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnswerCanBeChangedUntilItIsSettled(t *testing.T) {
	t.Parallel()
	k, task := asked()
	promise := reform.Answering{Answer: reform.AnswerPromised, On: calendar.DateOf(answerDay).AddDays(5)}
	move, err := reply(k, task, promise, k.Version)
	if err != nil || move.Becomes.AnswerState() != reform.AnswerGiven || move.Becomes.Says() != "Sẽ xong ngày 28/11/2026" {
		t.Fatalf("%+v (%v)", move.Becomes, err)
	}
	move, err = reply(move.Becomes, task, reform.Answering{Answer: reform.AnswerNotOurs, Note: "Không thuộc chức năng."}, k.Version)
	disputed := move.Becomes
	if err != nil || disputed.AnswerState() != reform.AnswerDisputed || !disputed.PromisedOn.IsZero() {
		t.Fatalf("%+v (%v)", disputed, err)
	}
	step, err := reform.AnswerFlow.Next(disputed.AnswerState(), reform.AnswerKeep)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := disputed.Settle(step, "", k.Version, answerDay); fault.KindOf(err) != fault.Invalid {
		t.Errorf("settled without a reason: %v", err)
	}
	if _, err := disputed.Settle(step, "Theo quyết định phân công.", 1, answerDay); fault.KindOf(err) != fault.Conflict {
		t.Errorf("settled on a stale page: %v", err)
	}
	move, err = disputed.Settle(step, "Theo quyết định phân công.", k.Version, answerDay)
	if err != nil || move.Becomes.AnswerState() != reform.AnswerKept {
		t.Fatalf("%+v (%v)", move.Becomes, err)
	}
	if _, err := reply(move.Becomes, task, promise, k.Version); fault.KindOf(err) != fault.Conflict {
		t.Errorf("changed after it was settled: %v", err)
	}
}

func TestAnswerFlowIsSound(t *testing.T) {
	t.Parallel()
	for _, err := range reform.AnswerFlow.Check() {
		t.Error(err)
	}
	for _, state := range reform.AnswerFlow.States() {
		if state.Label() == "" {
			t.Errorf("%s has no words", state)
		}
	}
}

func TestLateAnswersAreTold(t *testing.T) {
	t.Parallel()
	k, _ := asked()
	if k.Late(answerDay) || !k.Late(answerDay.Add(time.Second)) {
		t.Error("silence is late only after the time to answer")
	}
	answered := answerDay.Add(-time.Hour)
	k.AnsweredAt = &answered
	if k.Late(answerDay.AddDate(0, 1, 0)) {
		t.Error("an answer in time is late afterwards")
	}
}
