package server_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// secret is a task of the digital division, with a title and a file that nobody outside it may come to know.
type secret struct {
	task reform.Task
	file int64
}

const (
	secretTitle = "Nâng cấp kho dữ liệu dùng chung"
	secretFile  = "Phương án kho dữ liệu.pdf"
)

func (p *portal) keepSecret(clause reform.Clause) secret {
	p.t.Helper()
	ctx := p.t.Context()
	draft := reform.Task{Title: secretTitle, Area: reform.AreaInstitutions, PlanYear: 2026, Deliverable: "Kho dữ liệu"}
	task, err := p.App.CreateTask(ctx, p.Clerk.Actor, app.CreateTask{Task: draft, Clauses: []int64{clause.ID}})
	if err != nil {
		p.t.Fatal(err)
	}
	task = p.Move(p.Assign(p.Read(task.Code), p.Digital), p.Digital.Head, app.MoveTask{Act: reform.TaskAccept, Officer: p.Digital.Officer.Person})
	p.Report(task, p.Digital.Officer, 40, small.PDF(secretFile, "nội dung"))
	files, err := p.DB.TaskFiles(ctx, policy.See(p.Clerk.Actor, policy.TaskRead), task.ID)
	if err != nil || len(files) != 1 {
		p.t.Fatalf("files of the task: %v, %v", files, err)
	}
	return secret{task: task, file: files[0].ID}
}

func TestAnotherUnitsTaskIsNotFoundByPageListSearchFileOrGuess(t *testing.T) {
	t.Parallel()
	p := open(t)
	document := p.Directive("07")
	kept := p.keepSecret(p.Clause(document, "2.1"))
	own := p.Reported(p.Science, 40)
	nudge := p.Nudged(reform.RungRemind, p.Read(kept.task.Code))[0]
	p.Obstacle(reform.ObstacleSubmitted, p.Read(kept.task.Code), p.Digital)
	p.setIndicator(kept.task)
	request := p.Extension(reform.ExtensionRequested, p.Read(kept.task.Code), p.Digital)
	meeting := p.Meeting(reform.MeetingPlanned)
	ask := p.AskedBy(meeting, p.Digital)[0]
	unit := strconv.FormatInt(p.Units.Digital.ID, 10)
	officer := strconv.FormatInt(p.Digital.Officer.Person, 10)
	for _, who := range []small.Member{p.Science.Officer, p.Colleague, p.Science.Head, p.Branch.Head, p.Centre.Officer} {
		v := p.as(who)
		for _, path := range []string{
			paths.ToTask(kept.task.Code), paths.ToExtension(request.ID), paths.ToExtensionAsk(kept.task.Code), paths.ToReport(kept.task.Code), paths.ToTaskStaff(kept.task.Code), paths.ToCompletion(kept.task.Code),
			paths.ToShare(kept.task.Code, 1), paths.ToShareAgain(kept.task.Code, 1), paths.ToTaskSplit(kept.task.Code), paths.ToObstacleRaise(kept.task.Code),
			paths.ToFile(kept.file), paths.ToFileView(kept.file), paths.ToUnit(p.Units.Digital.ID), paths.ToNudge(nudge.Code),
			paths.ToMeeting(meeting.Code), paths.ToMinutes(meeting.Code), paths.ToAgendaAnswer(meeting.Code, ask.ID),
		} {
			if got := v.get(path); got.StatusCode != http.StatusNotFound && got.StatusCode != http.StatusForbidden {
				t.Errorf("%s opens %s: %d", who.Username, path, got.StatusCode)
			}
		}
		for _, list := range []string{
			paths.Tasks, paths.Tasks + "?q=" + kept.task.Code, paths.Tasks + "?q=kho+du+lieu", paths.Tasks + "?don_vi=" + unit,
			paths.Tasks + "?nguoi=" + officer, paths.Tasks + "?van_ban=" + strconv.FormatInt(document.ID, 10), paths.Tasks + "?trang=2&sx=ma",
			paths.Work, paths.Work + "?q=kho+du+lieu", paths.OwnUnit, paths.Extensions, paths.ToDocument(document.ID), paths.ToTask(own.Code),
			paths.ObstacleBook, paths.ObstacleBook + "?in=1&nam=tat-ca&don_vi=" + unit, paths.Obstacles, paths.Indicators, paths.Nudges,
		} {
			tells(t, v, list, secretTitle, secretFile)
			if !strings.Contains(list, kept.task.Code) { // the search field shows what was typed
				tells(t, v, list, kept.task.Code)
			}
		}
	}
	for _, who := range []small.Member{p.Digital.Officer, p.Digital.Head, p.Clerk, p.Leader, p.Observer} {
		for _, path := range []string{paths.ToTask(kept.task.Code), paths.ToFile(kept.file)} {
			want(t, path+" by "+who.Username, p.as(who).get(path), http.StatusOK)
		}
	}
}

func tells(t *testing.T, v *visitor, path string, secrets ...string) {
	t.Helper()
	got := v.get(path)
	for _, secret := range secrets {
		if strings.Contains(got.body, secret) {
			t.Errorf("%s tells %s of %q", path, v.name, secret)
		}
	}
}

func TestAnswerToAGuessDoesNotTellWhatExists(t *testing.T) {
	t.Parallel()
	p := open(t)
	kept := p.keepSecret(p.Clause(p.Directive("07"), "2.1"))
	v := p.as(p.Science.Officer)
	for there, nowhere := range map[string]string{
		paths.ToTask(kept.task.Code): paths.ToTask("CCHC-2026-999"), paths.ToFile(kept.file): paths.ToFile(999999),
		paths.ToReport(kept.task.Code): paths.ToReport("CCHC-2026-999"), paths.ToCompletion(kept.task.Code): paths.ToCompletion("CCHC-2026-999"),
	} {
		one, other := v.get(there), v.get(nowhere)
		want(t, there, one, http.StatusNotFound)
		without := func(a answer) string { return strings.ReplaceAll(a.body, a.Header.Get("X-Request-Id"), "") }
		if one.StatusCode != other.StatusCode || without(one) != without(other) {
			t.Errorf("%s reads unlike %s", there, nowhere)
		}
	}
}

func TestGuessingEveryNumberFindsOnlyWhatIsInReach(t *testing.T) {
	t.Parallel()
	l := settle(t)
	for _, who := range []small.Member{l.Science.Officer, l.Science.Head, l.Branch.Head, l.Centre.Officer, l.Observer} {
		v := l.as(who)
		for n := range len(l.tasks) + 1 {
			code := reform.TaskCode(2026, n)
			open := false
			for _, task := range l.tasks {
				open = open || task.Code == code && fateOf(who, task, policy.TaskRead) == allowed
			}
			if got := v.get(paths.ToTask(code)).StatusCode == http.StatusOK; got != open {
				t.Errorf("%s opens %s: %t, want %t", who.Username, code, got, open)
			}
		}
		for file := range int64(len(l.files) + 3) {
			task, known := l.files[file]
			open := known && fateOf(who, task, policy.TaskRead) == allowed
			if got := v.get(paths.ToFile(file)).StatusCode == http.StatusOK; got != open {
				t.Errorf("%s opens file %d: %t, want %t", who.Username, file, got, open)
			}
		}
	}
}

func TestDeedsOnAnotherUnitsTaskChangeNothing(t *testing.T) {
	t.Parallel()
	p := open(t)
	kept := p.keepSecret(p.Clause(p.Directive("07"), "2.1"))
	before := p.Read(kept.task.Code)
	values := url.Values{
		"phien_ban": {strconv.Itoa(before.Version)}, "ly_do": {"Thử."}, "nguoi_xu_ly": {fmt.Sprint(p.Colleague.Person)}, "tien_do": {"90"},
		"ket_qua": {"Thử."}, "ma_gui": {"019e0000-0000-7000-8000-000000000000"}, "trong_diem": {"1"},
	}
	for _, who := range []small.Member{p.Science.Officer, p.Science.Head, p.Observer, p.Admin} {
		for _, path := range []string{
			paths.ToReport(before.Code), paths.ToTaskAct(before.Code, "suspend"), paths.ToCompletion(before.Code), paths.ToTaskAct(before.Code, "cancel"), paths.ToTaskStaff(before.Code),
			paths.ToTaskEdit(before.Code), paths.ToTaskGive(before.Code), paths.ToTaskFlag(before.Code),
			paths.ToShare(before.Code, 1), paths.ToShareAgain(before.Code, 1), paths.ToTaskSplit(before.Code),
		} {
			want(t, path+" by "+who.Username, p.as(who).post(path, values), http.StatusNotFound, http.StatusForbidden)
		}
	}
	if after := p.Read(before.Code); after.Version != before.Version || after.Percent != before.Percent || after.State != before.State {
		t.Errorf("the task was changed: %+v", after)
	}
}
