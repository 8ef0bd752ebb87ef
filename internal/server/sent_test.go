package server_test

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

// filled returns the form of the page with what is typed into it.
func (v *visitor) filled(page, action string, typed url.Values) url.Values {
	v.portal.t.Helper()
	f := v.get(page).page(v.portal.t).form(action)
	maps.Copy(f.values, typed)
	return f.values
}

func (p *portal) count(sql string, args ...any) int {
	p.t.Helper()
	var n int
	if err := p.DB.Pool().QueryRow(p.t.Context(), sql, args...).Scan(&n); err != nil {
		p.t.Fatal(err)
	}
	return n
}

// twice are forms that can be sent, each with what counts that they were carried out.
func (l *land) twice() []struct {
	who    small.Member
	page   string
	action string
	typed  url.Values
	done   string
} {
	assigned, draft, working := l.in(reform.TaskAssigned).Code, l.in(reform.TaskDraft).Code, l.in(reform.TaskInProgress).Code
	return []struct {
		who    small.Member
		page   string
		action string
		typed  url.Values
		done   string
	}{
		{l.Clerk, paths.TaskNew, paths.Tasks, url.Values{"ten": {"Chỉ một lần"}, "linh_vuc": {"2"}}, `select count(*) from task where title = 'Chỉ một lần'`},
		{l.Science.Head, paths.ToTaskAct(assigned, "accept"), paths.ToTaskAct(assigned, "accept"), nil,
			`select count(*) from audit_event where action = 'task.accept' and object_name = '` + assigned + `'`},
		{l.Clerk, paths.ToTaskGive(draft), paths.ToTaskGive(draft), url.Values{"chu_tri": {id(l.Units.Science.ID)}, "han": {"05/12/2026"}, "san_pham": {"Báo cáo"}},
			`select count(*) from audit_event where action = 'task.assign' and object_name = '` + draft + `'`},
		{l.Science.Officer, paths.ToReport(working), paths.ToReport(working), url.Values{"ket_qua": {"Chỉ một lần."}, "tien_do": {"60"}},
			`select count(*) from report where done = 'Chỉ một lần.'`},
		{l.Clerk, paths.DocumentNew, paths.Documents, url.Values{"loai": {"directive"}, "so": {"77"}, "ky_hieu": {"CT-UBND"}, "ngay": {"02/11/2026"}, "co_quan": {"UBND tỉnh"}, "trich_yeu": {"Chỉ một lần"}},
			`select count(*) from document where subject = 'Chỉ một lần'`},
	}
}

func TestTheSameFormSentTwiceIsOneDeedWithOneAnswer(t *testing.T) {
	t.Parallel()
	l := settle(t)
	for _, c := range l.twice() {
		v := l.as(c.who)
		values := v.filled(c.page, c.action, c.typed)
		first := v.post(c.action, values)
		l.Clock.Advance(time.Minute)
		again := v.post(c.action, values)
		want(t, c.action, first, http.StatusSeeOther)
		want(t, c.action+" again", again, http.StatusSeeOther)
		if first.to() != again.to() || l.count(c.done) != 1 {
			t.Errorf("%s led to %q and then to %q, and was done %d times", c.action, first.to(), again.to(), l.count(c.done))
		}
		if shown := v.get(again.to()); !strings.Contains(shown.body, "Đã gửi lúc ") {
			t.Errorf("%s: the second sending does not hear when the first was", c.action)
		}
	}
}

func TestAFormPressedManyTimesAtOnceIsOneDeedWithOneAnswer(t *testing.T) {
	t.Parallel()
	l := settle(t)
	for _, c := range l.twice() {
		v := l.as(c.who)
		values := v.filled(c.page, c.action, c.typed)
		answers := make([]answer, 6)
		var pressing sync.WaitGroup
		for i := range answers {
			pressing.Go(func() { answers[i] = v.post(c.action, values) })
		}
		pressing.Wait()
		for i, got := range answers {
			if got.StatusCode != http.StatusSeeOther || got.to() != answers[0].to() {
				t.Errorf("%s, pressed for the %d. time: %d to %q, want %q", c.action, i+1, got.StatusCode, got.to(), answers[0].to())
			}
		}
		if n := l.count(c.done); n != 1 {
			t.Errorf("%s was done %d times", c.action, n)
		}
	}
}

func TestOtherWordsUnderTheSameNumberAreNeitherLostNorSentByAccident(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Clerk)
	values := v.filled(paths.TaskNew, paths.Tasks, url.Values{"ten": {"Tên đầu"}, "linh_vuc": {"2"}})
	want(t, "the first sending", v.post(paths.Tasks, values), http.StatusSeeOther)
	values.Set("ten", "Tên sau")
	got := v.post(paths.Tasks, values)
	want(t, "other words under its number", got, http.StatusConflict)
	form := got.page(t).form(paths.Tasks)
	if form.values.Get("ten") != "Tên sau" || form.values.Get("ma_gui") == values.Get("ma_gui") {
		t.Errorf("the form came back with %v", form.values)
	}
	want(t, "sending them again", v.post(paths.Tasks, form.values), http.StatusSeeOther)
	if n := p.count(`select count(*) from task where title in ('Tên đầu', 'Tên sau')`); n != 2 {
		t.Errorf("%d tasks", n)
	}
}

func TestAFormPutRightGoesUnderItsNumber(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Clerk)
	values := v.filled(paths.TaskNew, paths.Tasks, url.Values{"ten": {""}, "linh_vuc": {"2"}})
	wrong := v.post(paths.Tasks, values)
	want(t, "without a name", wrong, http.StatusUnprocessableEntity)
	form := wrong.page(t).form(paths.Tasks)
	if form.values.Get("ma_gui") != values.Get("ma_gui") || form.values.Get("noi_dien") != paths.TaskNew {
		t.Errorf("the form came back under %v", form.values)
	}
	form.values.Set("ten", "Có tên")
	want(t, "with a name", v.post(paths.Tasks, form.values), http.StatusSeeOther)
}

func TestNobodyMeetsTheNumberOfAnother(t *testing.T) {
	t.Parallel()
	p := open(t)
	values := p.as(p.Clerk).filled(paths.TaskNew, paths.Tasks, url.Values{"ten": {"Của hai người"}, "linh_vuc": {"2"}})
	want(t, "one clerk", p.as(p.Clerk).post(paths.Tasks, values), http.StatusSeeOther)
	want(t, "another clerk with the same number", p.as(p.SecondClerk).post(paths.Tasks, values), http.StatusSeeOther)
	if n := p.count(`select count(*) from task where title = 'Của hai người'`); n != 2 {
		t.Errorf("%d tasks", n)
	}
}

func TestWhoLeavesBeforeTheAnswerLeavesNothingHalfDone(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Clerk)
	draft := p.Draft()
	path := paths.ToTaskEdit(draft.Code)
	values := v.filled(path, path, url.Values{"ten": {"Đổi tên dù đã rời trang"}})
	tx, err := p.DB.Pool().Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), `select from task where id = $1 for update`, draft.ID); err != nil {
		t.Fatal(err)
	}
	v.leaveAfter(path, values, 200*time.Millisecond)
	if err := tx.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 100 {
		if p.Read(draft.Code).Title == "Đổi tên dù đã rời trang" {
			want(t, "sending it again", v.post(path, values), http.StatusSeeOther)
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("a deed was given up because its sender had left")
}
