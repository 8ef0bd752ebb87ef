package server_test

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/pages/documents"
	"cchc/web/pages/holidays"
	"cchc/web/pages/indicators"
	"cchc/web/pages/meetings"
	"cchc/web/pages/org"
	"cchc/web/pages/people"
	"cchc/web/pages/tasks"
	"cchc/web/pages/windows"
	"cchc/web/ui"
)

// meeting is a form that edits a record, opened by two people at once.
type meeting struct {
	path   string
	mine   small.Member
	theirs small.Member
	fields []ui.EditField
	object policy.Object
	id     int64
	own    [2]string // a field that only I change, and to what
	other  [2]string // a field that only they change
	both   string    // a field that both change
}

// register is a land without tasks.
func register(t *testing.T) *land {
	l := &land{portal: open(t)}
	l.document = l.Directive("07")
	l.clause = l.Clause(l.document, "2.1")
	l.holiday = l.Holiday("Quốc khánh")
	return l
}

func (l *land) meetings() []meeting {
	draft, window, indicator, sitting := l.Draft(), l.window(), l.setIndicator(), l.Meeting(reform.MeetingPlanned)
	return []meeting{
		{
			paths.ToTaskEdit(draft.Code), l.Clerk, l.SecondClerk, tasks.Content{}.Fields(), policy.Task, draft.ID,
			[2]string{"mo_ta", "Chỉ tiêu của tôi"}, [2]string{"san_pham", "Sản phẩm của họ"}, "ten",
		},
		{
			paths.ToDocumentEdit(l.document.ID), l.Clerk, l.SecondClerk, documents.Form{}.Fields(), policy.Document, l.document.ID,
			[2]string{"nguoi_ky", "Người ký của tôi"}, [2]string{"noi_nhan", "Nơi nhận của họ"}, "trich_yeu",
		},
		{
			paths.ToClauseEdit(l.document.ID, l.clause.ID), l.Clerk, l.SecondClerk, documents.ClauseForm{}.Fields(), policy.Clause, l.clause.ID,
			[2]string{"ten", "Tên của tôi"}, [2]string{"nhan", "mục của họ"}, "noi_dung",
		},
		{
			paths.ToAdminPerson(l.Colleague.Person), l.Admin, l.Admin, people.Form{}.Fields(), policy.Person, l.Colleague.Person,
			[2]string{"ho_ten", "Trần Thị Bích Ngọc"}, [2]string{"thu_dien_tu", "bich@hungyen.gov.vn"}, "chuc_vu",
		},
		{
			paths.ToAdminUnit(l.Units.Centre.ID), l.Admin, l.Admin, org.Form{}.Fields(), policy.UnitRecord, l.Units.Centre.ID,
			[2]string{"ten_ngan", "TTKT1"}, [2]string{"tu_ngay", "01/02/2021"}, "ten",
		},
		{
			paths.ToHoliday(l.holiday.ID), l.Clerk, l.SecondClerk, holidays.Form{}.Fields(), policy.Holiday, l.holiday.ID,
			[2]string{"ten", "Nghỉ lễ"}, [2]string{"tu_ngay", "04/09/2026"}, "ten",
		},
		{
			paths.ToIndicatorEdit(indicator), l.Clerk, l.SecondClerk, indicators.Form{}.Fields(), policy.Indicator, indicator,
			[2]string{"diem_xuat_phat", "50,5"}, [2]string{"don_vi_tinh", "hồ sơ"}, "ten",
		},
		{
			paths.ToWindow(window.ID), l.Clerk, l.Admin, windows.Form{}.Fields(), policy.Window, window.ID,
			[2]string{"han", "20/09"}, [2]string{"den", "15/09"}, "ten",
		},
		{
			paths.ToMeetingEdit(sitting.Code), l.Clerk, l.SecondClerk, meetings.Form{}.Fields(), policy.Meeting, sitting.ID,
			[2]string{"cau_hoi", "Vì sao chậm?"}, [2]string{"gio_tra_loi", "16:30"}, "dia_diem",
		},
	}
}

// opened is the form with what it holds.
func (m meeting) opened(l *land, who small.Member) url.Values {
	l.t.Helper()
	return l.as(who).get(m.path).page(l.t).form(m.path).values
}

// send posts the form with one field changed.
func (m meeting) send(l *land, who small.Member, values url.Values, name, value string) answer {
	l.t.Helper()
	values = maps.Clone(values)
	values.Set(name, value)
	return l.as(who).post(m.path, values)
}

func (m meeting) label(name string) string {
	at := slices.IndexFunc(m.fields, func(f ui.EditField) bool { return f.Name == name })
	return m.fields[at].Label
}

// whose is how the page calls the other of the two.
func (m meeting) whose() string {
	if m.mine.Person == m.theirs.Person {
		return "chính bạn (ở cửa sổ khác)"
	}
	return m.theirs.Name
}

func TestEveryFieldOfAnEditFormIsJoined(t *testing.T) {
	t.Parallel()
	l := register(t)
	for _, m := range l.meetings() {
		known := []string{ui.VersionField, ui.OpenedField, ui.TokenField, ui.PlaceField, ui.PersonField, ui.SeenField, ui.TitleField, "tim_van_ban", "them_khoan"}
		for _, field := range m.fields {
			known = append(known, field.Name)
		}
		for name := range m.opened(l, m.mine) {
			if !slices.Contains(known, name) {
				t.Errorf("%s: %s is overwritten by whoever saves last", m.path, name)
			}
		}
	}
}

func TestWhatOnlyOnePersonChangedIsJoinedAndSaved(t *testing.T) {
	t.Parallel()
	l := register(t)
	for _, m := range l.meetings() {
		mine, theirs := m.opened(l, m.mine), m.opened(l, m.theirs)
		want(t, "their "+m.path, m.send(l, m.theirs, theirs, m.other[0], m.other[1]), http.StatusSeeOther)
		got := m.send(l, m.mine, mine, m.own[0], m.own[1])
		want(t, "my "+m.path, got, http.StatusSeeOther)
		shows(t, l.as(m.mine).get(got.to()), "Đã lưu. Thay đổi của "+m.whose()+" lúc 12:00 ở: "+m.label(m.other[0])+" được giữ nguyên.")
		after := m.opened(l, m.mine)
		if after.Get(m.own[0]) != m.own[1] || after.Get(m.other[0]) != m.other[1] {
			t.Errorf("%s now holds %q and %q", m.path, after.Get(m.own[0]), after.Get(m.other[0]))
		}
		last := l.lastEvent(m)
		if last.ActorID != m.mine.Person || slices.ContainsFunc(last.Changes, func(c reform.Change) bool { return c.To == m.other[1] }) {
			t.Errorf("%s: the audit log says of my save: %+v", m.path, last)
		}
	}
}

func (l *land) lastEvent(m meeting) reform.AuditEvent {
	l.t.Helper()
	events, err := l.DB.AuditEvents(l.t.Context(), policy.See(l.Chief.Actor, policy.AuditRead), reform.AuditFilter{ObjectKind: string(m.object)})
	if err != nil {
		l.t.Fatal(err)
	}
	at := slices.IndexFunc(events, func(e reform.AuditEvent) bool { return e.ObjectID == m.id && e.Action != string(policy.SessionStart) })
	return events[at]
}

func TestWhatBothChangedIsLeftToTheReader(t *testing.T) {
	t.Parallel()
	l := register(t)
	for _, m := range l.meetings() {
		for _, choice := range []ui.Choice{ui.ChoiceFirst, ui.ChoiceTheirs, ui.ChoiceMine} {
			mine, theirs := m.opened(l, m.mine), m.opened(l, m.theirs)
			first, his, own := mine.Get(m.both), "Bản của họ, "+string(choice), "Bản của tôi, "+string(choice)
			theirs.Set(m.other[0], m.other[1])
			want(t, "their "+m.path, m.send(l, m.theirs, theirs, m.both, his), http.StatusSeeOther)
			got := m.send(l, m.mine, mine, m.both, own)
			want(t, "my "+m.path, got, http.StatusConflict)
			m.asks(l, got, first, his, own)
			if held := m.opened(l, m.mine).Get(m.both); held != his {
				t.Errorf("%s: before a choice it holds %q", m.path, held)
			}
			again := got.page(t).form(m.path).values
			want(t, "my choice", m.send(l, m.mine, again, ui.ChoiceField(m.both), string(choice)), http.StatusSeeOther)
			after := m.opened(l, m.mine)
			wanted := map[ui.Choice]string{ui.ChoiceFirst: first, ui.ChoiceTheirs: his, ui.ChoiceMine: own}[choice]
			if after.Get(m.both) != wanted || after.Get(m.other[0]) != m.other[1] {
				t.Errorf("%s: chose %s and got %q; %s is %q", m.path, choice, after.Get(m.both), m.other[0], after.Get(m.other[0]))
			}
		}
	}
}

// asks fails unless the page shows the three versions side by side, mine chosen, and says whose the other is.
func (m meeting) asks(l *land, got answer, first, theirs, mine string) {
	l.t.Helper()
	p := got.page(l.t)
	p.sound()
	group := p.byID(m.both + "-chon")
	if group == nil {
		l.t.Errorf("%s: no choice for %s", m.path, m.both)
		return
	}
	seen := text(group)
	for _, part := range []string{m.label(m.both), "Ban đầu", first, "Của " + m.whose() + " (12:00)", theirs, "Của bạn"} {
		if !strings.Contains(seen, part) {
			l.t.Errorf("%s: the choice %q does not show %q", m.path, seen, part)
		}
	}
	f := p.form(m.path)
	if f.values.Get(m.both) != mine || f.values.Get(ui.ChoiceField(m.both)) != string(ui.ChoiceMine) {
		l.t.Errorf("%s: %q is in the field, %q is chosen", m.path, f.values.Get(m.both), f.values.Get(ui.ChoiceField(m.both)))
	}
	link := func(n *html.Node) bool { return attr(n, "href") == "#"+m.both+"-chon" }
	if note := p.byID("loi"); note == nil || len(all(note, link)) != 1 || !strings.Contains(seen+text(f.node), "Lưu bản đã chọn") {
		l.t.Errorf("%s: nothing leads to the choice", m.path)
	}
}

func TestChangedLinesAreMarkedByMoreThanColour(t *testing.T) {
	t.Parallel()
	l := register(t)
	m := l.meetings()[2]
	mine, theirs := m.opened(l, m.mine), m.opened(l, m.theirs)
	want(t, "theirs", m.send(l, m.theirs, theirs, "noi_dung", theirs.Get("noi_dung")+"\nDòng của họ"), http.StatusSeeOther)
	got := m.send(l, m.mine, mine, "noi_dung", "Thay hẳn")
	for _, part := range []string{"Dòng thêm: + Dòng của họ", "Dòng bỏ: − " + mine.Get("noi_dung"), "Dòng thêm: + Thay hẳn"} {
		shows(t, got, part)
	}
	if !strings.Contains(got.body, "<ins>") || !strings.Contains(got.body, "<del>") {
		t.Error("added and dropped lines are no ins and del")
	}
}

func TestFormWithoutWhatItHeldOverwritesNothing(t *testing.T) {
	t.Parallel()
	l := register(t)
	for _, m := range l.meetings() {
		for i, held := range []string{"", "{", `{"` + m.both + `":["Bịa"]}`} {
			mine, theirs := m.opened(l, m.mine), m.opened(l, m.theirs)
			want(t, "their "+m.path, m.send(l, m.theirs, theirs, m.both, "Của họ, lần "+id(int64(i))), http.StatusSeeOther)
			mine.Set(ui.OpenedField, held)
			want(t, "my "+m.path, m.send(l, m.mine, mine, m.both, "Của tôi"), http.StatusConflict)
			if now := m.opened(l, m.mine).Get(m.both); now != "Của họ, lần "+id(int64(i)) {
				t.Errorf("%s now holds %q", m.path, now)
			}
		}
	}
}

func TestTicksOfBothAreJoined(t *testing.T) {
	t.Parallel()
	l := register(t)
	m := l.meetings()[3]
	mine, theirs := m.opened(l, m.mine), m.opened(l, m.theirs)
	theirs["vai_tro"] = []string{"staff", "office"}
	want(t, "theirs", l.as(m.theirs).post(m.path, theirs), http.StatusSeeOther)
	mine["vai_tro"] = []string{"head"}
	want(t, "mine", l.as(m.mine).post(m.path, mine), http.StatusSeeOther)
	if roles := slices.Sorted(slices.Values(m.opened(l, m.mine)["vai_tro"])); !slices.Equal(roles, []string{"head", "office"}) {
		t.Errorf("the roles are %v", roles)
	}
}

func TestJoinedFormIsCheckedLikeAnyOther(t *testing.T) {
	t.Parallel()
	l := register(t)
	m := l.meetings()[4]
	mine, theirs := m.opened(l, m.mine), m.opened(l, m.theirs)
	want(t, "theirs", m.send(l, m.theirs, theirs, "tu_ngay", "01/01/2027"), http.StatusSeeOther)
	got := m.send(l, m.mine, mine, "den_ngay", "01/12/2026")
	want(t, "mine, which ends before theirs begins", got, http.StatusUnprocessableEntity)
	got.page(t).saysWrong("den_ngay")
	shows(t, got, "Thay đổi của chính bạn (ở cửa sổ khác) (12:00) ở các ô sau đã được ghép vào biểu mẫu: Hoạt động từ ngày.")
	again := got.page(t).form(m.path).values
	if again.Get("tu_ngay") != "01/01/2027" || again.Get("den_ngay") != "01/12/2026" {
		t.Errorf("the form holds %q to %q", again.Get("tu_ngay"), again.Get("den_ngay"))
	}
	want(t, "put right", m.send(l, m.mine, again, "den_ngay", "01/12/2027"), http.StatusSeeOther)
}

func TestTaskIsGivenWithWhatAnotherPutRight(t *testing.T) {
	t.Parallel()
	l := register(t)
	draft := l.Draft()
	give, content := paths.ToTaskGive(draft.Code), paths.ToTaskEdit(draft.Code)
	mine := l.as(l.Clerk).get(give).page(t).form(give).values
	theirs := l.as(l.SecondClerk).get(content).page(t).form(content).values
	theirs.Set("san_pham", "Sản phẩm của họ")
	want(t, "theirs", l.as(l.SecondClerk).post(content, theirs), http.StatusSeeOther)
	mine.Set("chu_tri", id(l.Units.Science.ID))
	mine.Set("han", "05/12/2026")
	late := maps.Clone(mine)
	want(t, "mine", l.as(l.Clerk).post(give, mine), http.StatusSeeOther)
	if task := l.Read(draft.Code); task.Deliverable != "Sản phẩm của họ" || task.LeadUnitID != l.Units.Science.ID {
		t.Errorf("given: %+v", task)
	}
	late.Set("san_pham", "Gõ xong thì đã muộn")
	got := l.as(l.SecondClerk).post(give, late)
	want(t, "giving it once more", got, http.StatusConflict)
	shows(t, got, "Gõ xong thì đã muộn", "nên không giao lại được", "chưa được ghi")
	got.page(t).sound()
}

func TestWhatWasTypedIntoAClosedTaskIsShownToBeCopied(t *testing.T) {
	t.Parallel()
	l := register(t)
	task := l.Assigned(l.Science)
	path := paths.ToTaskEdit(task.Code)
	mine := l.as(l.Clerk).get(path).page(t).form(path).values
	l.Move(task, l.SecondClerk, app.MoveTask{Act: reform.TaskCancel, Note: "Theo chỉ đạo."})
	mine.Set("mo_ta", "Viết rất lâu")
	got := l.as(l.Clerk).post(path, mine)
	want(t, "saving", got, http.StatusConflict)
	shows(t, got, "Viết rất lâu", "Nhiệm vụ đã kết thúc", "chưa được ghi")
	got.page(t).sound()
}

// TestManyPeopleEditAtOnceAndNothingIsLost has each change a field of their own; who comes too late twice sends again.
func TestManyPeopleEditAtOnceAndNothingIsLost(t *testing.T) {
	t.Parallel()
	l := register(t)
	m := l.meetings()[1]
	changes := map[string]string{
		"so": "99", "co_quan": "UBND tỉnh Hưng Yên", "trich_yeu": "Về việc mới", "nguoi_ky": "Ông A", "chuc_vu_ky": "Chủ tịch", "noi_nhan": "Như trên",
	}
	forms := map[string]url.Values{}
	for name := range changes {
		forms[name] = m.opened(l, m.mine)
	}
	var all sync.WaitGroup
	for name, value := range changes {
		values, v := forms[name], l.as([]small.Member{l.Clerk, l.SecondClerk}[len(name)%2])
		values.Set(name, value)
		all.Go(func() {
			for range 2 * len(changes) {
				got := v.post(m.path, values)
				if got.StatusCode == http.StatusSeeOther {
					return
				}
				want(t, name, got, http.StatusConflict)
				values = got.page(t).form(m.path).values
			}
			t.Errorf("%s was never saved", name)
		})
	}
	all.Wait()
	after := m.opened(l, m.mine)
	for name, value := range changes {
		if after.Get(name) != value {
			t.Errorf("%s holds %q", name, after.Get(name))
		}
	}
}
