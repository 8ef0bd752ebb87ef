package server_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html/atom"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/server"
)

// askedTask is one task of a nudge that went out.
type askedTask struct {
	nudge reform.Nudge
	task  reform.Task
}

func (l *land) asked(about askedTask) reform.NudgeTask { return l.Asked(about.nudge, about.task) }

// answerPatterns are the routes about one answer, or several.
var answerPatterns = []string{paths.NudgeAnswer, paths.NudgeSettle, paths.NudgeTogether}

// answerSome has nudges of the science division that wait, are promised, disputed and kept, and a disputed one of the centre's.
func (l *land) answerSome() {
	l.t.Helper()
	tasks := []reform.Task{l.InProgress(l.Science), l.InProgress(l.Science), l.InProgress(l.Science), l.InProgress(l.Science)}
	nudge := l.Nudged(reform.RungRemind, tasks...)[0]
	for _, task := range tasks {
		l.answers = append(l.answers, askedTask{nudge, task})
	}
	l.Answer(nudge, tasks[1], l.Science.Officer, reform.AnswerPromised)
	l.Answer(nudge, tasks[2], l.Science.Officer, reform.AnswerNotOurs)
	kept := l.Answer(nudge, tasks[3], l.Science.Officer, reform.AnswerNotOurs)
	in := app.SettleAnswer{Nudge: nudge.Code, ID: kept.ID, Seen: kept.Version, Note: "Theo quyết định phân công."}
	if err := l.App.SettleAnswer(l.t.Context(), l.Clerk.Actor, in); err != nil {
		l.t.Fatal(err)
	}
	other := l.InProgress(l.Centre)
	l.answers = append(l.answers, askedTask{l.Nudged(reform.RungRemind, other)[0], other})
	l.Answer(l.answers[4].nudge, other, l.Centre.Officer, reform.AnswerNotOurs)
}

func (l *land) answerTargets(route server.Route, who small.Member) []target {
	var all []target
	for _, about := range l.answers {
		asked := l.asked(about)
		path := strings.NewReplacer("{dd}", about.nudge.Code, "{id}", id(asked.ID)).Replace(route.Pattern)
		f := allowed
		if _, err := policy.Allow(who.Actor, policy.NudgeRead, asked.Subject()); err != nil {
			f = missing
		} else if _, err := policy.Allow(who.Actor, route.Action, asked.Subject()); err != nil && route.Pattern != paths.NudgeTogether {
			f = forbidden
		}
		all = append(all, target{path, f})
	}
	first := strings.Replace(route.Pattern, "{dd}", l.answers[0].nudge.Code, 1)
	for _, none := range []string{strings.NewReplacer("{dd}", "DD-2026-999", "{id}", "1").Replace(route.Pattern), unknown(first, "999999"), unknown(first, "abc")} {
		if none != first {
			all = append(all, target{none, missing})
		}
	}
	return all
}

func (l *land) answerMistakes() []mistake {
	waiting, disputed := l.asked(l.answers[0]), l.asked(l.answers[2])
	reply, settle, together := paths.ToNudgeAnswer(waiting.Nudge, waiting.ID), paths.ToNudgeSettle(disputed.Nudge, disputed.ID), paths.ToNudgeTogether(waiting.Nudge)
	return []mistake{
		{l.Science.Officer, reply + "?tra_loi=promised", reply, url.Values{"ngay_hen": {"31/02/2027"}, "noi_dung": {"Giữ lại."}}, []string{"ngay_hen"}},
		{l.Science.Officer, reply + "?tra_loi=promised", reply, url.Values{"ngay_hen": {"01/11/2026"}, "noi_dung": {"Giữ lại."}}, []string{"ngay_hen"}},
		{l.Science.Head, reply + "?tra_loi=not_ours", reply, url.Values{"noi_dung": {""}}, []string{"noi_dung"}},
		{l.Science.Head, reply, reply, url.Values{"tra_loi": {""}, "noi_dung": {"Giữ lại."}}, []string{"tra_loi"}},
		{l.Science.Head, together, together, url.Values{"ngay_hen": {"mai"}, "noi_dung": {"Giữ lại."}}, []string{"ngay_hen"}},
		{l.Science.Head, together, together, url.Values{"ngay_hen": {"01/12/2026"}, "noi_dung": {"Giữ lại."}}, []string{"viec"}},
		{l.Clerk, settle, settle, url.Values{"ly_do": {""}}, []string{"ly_do"}},
	}
}

// said posts the form of the page, with what is typed over it.
func (v *visitor) said(t *testing.T, page, action string, typed url.Values) answer {
	t.Helper()
	values := v.get(page).page(t).form(action).values
	for name, all := range typed {
		values[name] = all
	}
	return v.post(action, values)
}

func TestHeadAnswersInTheFourWaysAndTheOfficeSettles(t *testing.T) {
	t.Parallel()
	p := open(t)
	tasks := []reform.Task{p.InProgress(p.Science), p.InProgress(p.Science), p.InProgress(p.Science), p.InProgress(p.Science)}
	nudge := p.Nudged(reform.RungRemind, tasks...)[0]
	page := paths.ToNudge(nudge.Code)
	head, clerk := p.as(p.Science.Head), p.as(p.Clerk)
	shows(t, head.get(page), "Cần trả lời 4 nhiệm vụ", "Đã xong", "Sẽ xong ngày…", "Đang vướng", "Không phải việc của đơn vị")
	reply := func(task reform.Task) string { return paths.ToNudgeAnswer(nudge.Code, p.Asked(nudge, task).ID) }
	one := func(task reform.Task, answer reform.NudgeAnswer) url.Values {
		return url.Values{"tra_loi": {string(answer)}, "phien_ban": {strconv.Itoa(p.Asked(nudge, task).Version)}}
	}

	done := head.post(reply(tasks[0]), one(tasks[0], reform.AnswerDone))
	if done.to() != paths.ToCompletion(tasks[0].Code) {
		t.Errorf("done leads to %q", done.to())
	}
	shows(t, head.get(done.to()), "Đã ghi trả lời “Đã xong”", "Gửi hoàn thành")

	promised := head.said(t, reply(tasks[1])+"?tra_loi=promised", reply(tasks[1]), url.Values{"ngay_hen": {"30/11/2026"}})
	shows(t, head.get(promised.to()), "Sẽ xong ngày 30/11/2026")

	blocked := head.post(reply(tasks[2]), one(tasks[2], reform.AnswerBlocked))
	raise := head.get(blocked.to())
	want(t, "the form of an obstacle", raise, http.StatusOK)
	typed := raise.page(t).form(paths.ToObstacleRaise(tasks[2].Code)).values
	if detail := typed.Get("mo_ta"); !strings.Contains(detail, nudge.Code) || !strings.Contains(detail, "Văn phòng nhắc việc (lần 1) ngày 23/11/2026") || typed.Get("tu_ngay") != "23/11/2026" {
		t.Errorf("the obstacle begins with %q since %q", detail, typed.Get("tu_ngay"))
	}

	notOurs := head.said(t, reply(tasks[3])+"?tra_loi=not_ours", reply(tasks[3]), url.Values{"noi_dung": {"Việc của Phòng Chuyển đổi số."}})
	want(t, "not ours", notOurs, http.StatusSeeOther)
	shows(t, clerk.get(page), "Đã trả lời", "Đã xong", "Sẽ xong ngày 30/11/2026", "Đang vướng", "Không phải việc của đơn vị: chờ Văn phòng xem xét", "Việc của Phòng Chuyển đổi số.")
	shows(t, clerk.get(paths.Nudges), "Đơn vị báo không phải việc của mình (1)", "Việc của Phòng Chuyển đổi số.")
	disputedOften(t, p, p.Asked(nudge, tasks[3]).ID, reform.PageSize+4)
	shows(t, clerk.get(paths.Nudges), "Đơn vị báo không phải việc của mình (55)", "Xem tất cả 55 nhiệm vụ chờ xem xét")
	for query, rows := range map[string]int{"": reform.PageSize, "?trang=2": 5, "?trang=9": 5} {
		list := clerk.get(paths.Unsettled + query).page(t)
		list.sound()
		if n := len(all(list.root, tag(atom.Tr))) - 1; n != rows || !strings.Contains(text(list.root), "55 nhiệm vụ") {
			t.Errorf("%q lists %d tasks that wait for the Office", query, n)
		}
	}
	want(t, "a head", head.get(paths.Unsettled), http.StatusForbidden)

	settle := paths.ToNudgeSettle(nudge.Code, p.Asked(nudge, tasks[3]).ID)
	way := clerk.post(settle, url.Values{"ket_qua": {"moved"}})
	reassign := clerk.get(way.to()).page(t).form(paths.ToTaskReassign(tasks[3].Code)).values
	if !strings.Contains(reassign.Get("ly_do"), "Việc của Phòng Chuyển đổi số.") {
		t.Errorf("the reason to move it begins with %q", reassign.Get("ly_do"))
	}
	reassign.Set("chu_tri", id(p.Units.Digital.ID))
	want(t, "moved", clerk.post(paths.ToTaskReassign(tasks[3].Code), reassign), http.StatusSeeOther)
	shows(t, head.get(page), "đã chuyển đơn vị khác")
	want(t, "settled twice", clerk.post(settle, url.Values{"ly_do": {"Muộn."}, "phien_ban": {"1"}}), http.StatusConflict)
	if strings.Contains(clerk.get(paths.Nudges).body, "Đơn vị báo không phải việc của mình (") {
		t.Error("what was settled still waits")
	}
}

// disputedOften has the unit say so many times more, each to a nudge of its own, what it says of the task of the nudge.
func disputedOften(t *testing.T, p *portal, of int64, times int) {
	t.Helper()
	for _, sql := range []string{`
insert into nudge (code, batch_id, unit_id, rung, state, text, answer_by, author_id, made_at, send_at, sent_at)
select 'DD-2026-' || 900 + i, n.batch_id, n.unit_id, n.rung, n.state, n.text, n.answer_by, n.author_id, n.made_at, n.send_at, n.sent_at
from nudge_task k join nudge n on n.id = k.nudge_id cross join generate_series(1, $2::int) i where k.id = $1`, `
insert into nudge_task (nudge_id, task_id, nth, percent, sent_at, answer, answered_at, answered_by, note)
select n.id, k.task_id, k.nth, k.percent, k.sent_at, k.answer, k.answered_at, k.answered_by, k.note
from nudge_task k cross join (select id from nudge order by id desc limit $2::int) n where k.id = $1`} {
		if _, err := p.DB.Pool().Exec(t.Context(), sql, of, times); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAnswerOnAStalePageIsRefusedWithWhatWasTyped(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.InProgress(p.Science)
	nudge := p.Nudged(reform.RungRemind, task)[0]
	head := p.as(p.Science.Head)
	reply := paths.ToNudgeAnswer(nudge.Code, p.Asked(nudge, task).ID)
	form := head.get(reply + "?tra_loi=promised").page(t).form(reply).values
	p.Answer(nudge, task, p.Science.Officer, reform.AnswerDone)
	form.Set("ngay_hen", "30/11/2026")
	form.Set("noi_dung", "Đã thống nhất.")
	late := head.post(reply, form)
	want(t, "a stale page", late, http.StatusConflict)
	again := late.page(t).form(reply).values
	if again.Get("noi_dung") != "Đã thống nhất." || again.Get("ngay_hen") != "30/11/2026" {
		t.Errorf("it holds %v", again)
	}
	want(t, "sent again, knowingly", head.post(reply, again), http.StatusSeeOther)
	if got := p.Asked(nudge, task); got.Answer != reform.AnswerPromised {
		t.Errorf("answered %q", got.Answer)
	}
}

func TestOneDayForSeveralTasks(t *testing.T) {
	t.Parallel()
	p := open(t)
	one, two, three := p.InProgress(p.Science), p.InProgress(p.Science), p.InProgress(p.Science)
	nudge := p.Nudged(reform.RungRemind, one, two, three)[0]
	head := p.as(p.Science.Head)
	together := paths.ToNudgeTogether(nudge.Code)
	chosen := []string{id(p.Asked(nudge, one).ID) + "-1", id(p.Asked(nudge, three).ID) + "-1"}
	sent := head.said(t, together, together, url.Values{"viec": chosen, "ngay_hen": {"05/12/2026"}})
	want(t, "promised", sent, http.StatusSeeOther)
	if p.Asked(nudge, two).Answer != "" || p.Asked(nudge, one).PromisedOn != p.Asked(nudge, three).PromisedOn {
		t.Errorf("answers: %q, %q, %q", p.Asked(nudge, one).Says(), p.Asked(nudge, two).Says(), p.Asked(nudge, three).Says())
	}
}

func TestPeopleAreLedToWhatWaits(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, other := p.InProgress(p.Science), p.InProgress(p.Science)
	nudge := p.Nudged(reform.RungUrge, task, other)[0]
	officer, head := p.as(p.Science.Officer), p.as(p.Science.Head)
	waits := "Văn phòng nhắc 2 việc, cần trả lời:"
	shows(t, officer.get(paths.Work), waits, nudge.Code+" (2 việc, trước 17:00 24/11/2026)")
	shows(t, head.get(paths.OwnUnit), waits)
	shows(t, officer.get(paths.ToTask(task.Code)), "Văn phòng đôn đốc (lần 1): trả lời trước 17:00 24/11/2026.", "Trả lời nhắc việc "+nudge.Code)
	p.Answer(nudge, task, p.Science.Officer, reform.AnswerPromised)
	shows(t, officer.get(paths.ToTask(task.Code)), "Đơn vị hẹn xong ngày 30/11/2026.", "Đổi ngày hẹn", "trả lời nhắc việc: Sẽ xong ngày 30/11/2026", "đôn đốc (lần 1)")
	shows(t, p.as(p.Clerk).get(paths.Board), "Hẹn 30/11/2026")
	shows(t, officer.get(paths.Work), "Văn phòng nhắc 1 việc, cần trả lời:")
	p.Clock.Advance(8 * 24 * time.Hour)
	shows(t, p.as(p.SecondClerk).get(paths.ToTask(task.Code)), "Lỡ hẹn: đơn vị hẹn xong ngày 30/11/2026.")
	for _, page := range []string{paths.ToNudge(nudge.Code), paths.Board} {
		shows(t, p.as(p.SecondClerk).get(page), "Lỡ hẹn 30/11/2026")
	}
	p.Answer(nudge, other, p.Science.Officer, reform.AnswerDone)
	if strings.Contains(p.as(p.Colleague).get(paths.Work).body, "cần trả lời") || strings.Contains(p.as(p.Science.Head).get(paths.OwnUnit).body, "cần trả lời") {
		t.Error("nothing waits, and yet somebody is led to it")
	}
}

func TestRecordOfPromisesIsTheUnitsOwnFirst(t *testing.T) {
	t.Parallel()
	p := open(t)
	kept, other := p.Reported(p.Science, 100), p.InProgress(p.Digital)
	for _, about := range []struct {
		team small.Team
		task reform.Task
	}{{p.Science, kept}, {p.Digital, other}} {
		p.Answer(p.Nudged(reform.RungRemind, about.task)[0], about.task, about.team.Officer, reform.AnswerPromised)
	}
	p.Complete(p.Read(kept.Code), p.Science.Officer)
	p.Clock.Advance(8 * 24 * time.Hour)
	own := p.as(p.Science.Officer).get(paths.Promises)
	shows(t, own, "Lời hẹn năm 2026", "Đúng hẹn", kept.Code, "(1/1)")
	if strings.Contains(own.body, other.Code) || strings.Contains(own.body, p.Units.Digital.Name) {
		t.Error("the unit's record tells of another unit")
	}
	clerk := p.as(p.Clerk)
	shows(t, clerk.get(paths.Promises), kept.Code, other.Code, "Theo đơn vị", p.Units.Digital.Name, "Lỡ hẹn")
	broken := clerk.get(paths.Promises + "?ket_qua=broken")
	if !strings.Contains(broken.body, other.Code) || strings.Contains(broken.body, kept.Code) {
		t.Error("the broken ones are not told apart")
	}
	if mine := p.as(p.Digital.Officer).get(paths.Promises); !strings.Contains(mine.body, "Đổi ngày hẹn") || strings.Contains(broken.body, "Đổi ngày hẹn") {
		t.Error("another day is promised by the unit alone")
	}
	want(t, "the administrator", p.as(p.Admin).get(paths.Promises), http.StatusForbidden)
}

// The link of a notice or a mail leads, through signing in, to exactly the page it names.
func TestLinksFromOutsideSurviveSigningIn(t *testing.T) {
	t.Parallel()
	p := open(t)
	nudge := p.Nudged(reform.RungRemind, p.InProgress(p.Science))[0]
	list, err := p.App.Notices(t.Context(), p.Science.Head.Actor, 1)
	if err != nil || len(list.Notices) == 0 {
		t.Fatalf("%d notices (%v)", len(list.Notices), err)
	}
	at := slices.IndexFunc(list.Notices, func(n reform.Notice) bool { return n.Kind == reform.NoticeNudge })
	for _, link := range []string{paths.ToNotice(list.Notices[at].ID), paths.ToNudge(nudge.Code)} {
		v := p.stranger()
		ask := v.get(link)
		want(t, link+" signed out", ask, http.StatusSeeOther)
		form := v.get(ask.to()).page(t).form(paths.SignIn).values
		form.Set("ten_dang_nhap", p.Science.Head.Username)
		form.Set("mat_khau", small.Password)
		in := v.post(paths.SignIn, form)
		if in.to() != link {
			t.Errorf("%s leads to %q after signing in", link, in.to())
		}
		got := v.get(in.to())
		if got.StatusCode == http.StatusSeeOther {
			got = v.get(got.to())
		}
		if got.StatusCode != http.StatusOK || got.Request.URL.Path != paths.ToNudge(nudge.Code) {
			t.Errorf("%s ends at %s with %d", link, got.Request.URL.Path, got.StatusCode)
		}
	}
}
