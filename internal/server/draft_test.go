package server_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

// autosave sends the form as the page's script does.
func (v *visitor) autosave(values url.Values, turn int) (answer, map[string]any) {
	v.portal.t.Helper()
	sent := maps.Clone(values)
	sent.Set("lan_luu", fmt.Sprint(turn))
	v.header.Set("Accept", "application/json")
	defer v.header.Del("Accept")
	got := v.post(paths.Drafts, sent)
	told := map[string]any{}
	if err := json.Unmarshal([]byte(got.body), &told); err != nil {
		v.portal.t.Fatalf("%d %q: %v", got.StatusCode, got.body, err)
	}
	return got, told
}

// longForms are every form that keeps drafts, with what is typed into it.
func (l *land) longForms() []struct {
	who    small.Member
	page   string
	action string
	typed  url.Values
} {
	working, draft := l.in(reform.TaskInProgress).Code, l.in(reform.TaskDraft).Code
	share := "phan_viec_" + id(l.Units.Digital.ID)
	return []struct {
		who    small.Member
		page   string
		action string
		typed  url.Values
	}{
		{l.Science.Officer, paths.ToReport(working), paths.ToReport(working), url.Values{"ket_qua": {"Dòng một\n\"Dòng\" hai </textarea> & ba"}, "tien_do": {"bốn mươi"}, "du_kien": {"31/02"}, "co_vuong": {"1"}, "loai": {"digital"}, "vuong_mac": {"Dở"}}},
		{l.Science.Officer, paths.ToObstacleRaise(working), paths.ToObstacleRaise(working), url.Values{"vuong_mac": {"Chờ \"ý kiến\""}, "loai": {"money"}, "tu_ngay": {"1/1"}, "da_lam": {"\nDở dang"}}},
		{l.Science.Officer, paths.ToObstacleEdit(l.blocked(reform.ObstacleReturned).Code), paths.ToObstacleEdit(l.blocked(reform.ObstacleReturned).Code), url.Values{"vuong_mac": {""}, "loai": {"other"}, "de_nghi": {"Sửa dở"}}},
		{l.Clerk, paths.TaskNew, paths.Tasks, url.Values{"ten": {"Tên <b>mới</b>"}, "mo_ta": {"\nMô tả"}, "linh_vuc": {"3"}, "nam": {"2027"}, "them_khoan": {id(l.clause.ID)}}},
		{l.Clerk, paths.ToTaskEdit(draft), paths.ToTaskEdit(draft), url.Values{"ten": {""}, "mo_ta": {"Sửa dở"}}},
		{l.Clerk, paths.ToTaskGive(draft), paths.ToTaskGive(draft), url.Values{
			"chu_tri": {id(l.Units.Science.ID)}, "kieu_han": {"fixed"}, "han": {"5/12"}, "phoi_hop": {id(l.Units.Digital.ID)}, share: {"Số hóa"}, "theo_doi": {id(l.Units.Centre.ID)},
		}},
		{l.Clerk, paths.DocumentNew, paths.Documents, url.Values{"loai": {"directive"}, "so": {"99"}, "trich_yeu": {"Dở dang"}, "mat": {"1"}, "thuc_hien": {id(l.document.ID)}}},
		{l.Clerk, paths.ToDocumentEdit(l.document.ID), paths.ToDocumentEdit(l.document.ID), url.Values{"tom_tat": {"Tóm tắt dở"}}},
		{l.Clerk, paths.ToNewClause(l.document.ID), paths.ToNewClause(l.document.ID), url.Values{"noi_dung": {"Nội dung dở"}, "tom_tat": {"1"}, "cap_tren": {id(l.clause.ID)}}},
		{l.Clerk, paths.ToClauseEdit(l.document.ID, l.clause.ID), paths.ToClauseEdit(l.document.ID, l.clause.ID), url.Values{"noi_dung": {"Sửa dở"}}},
	}
}

func TestEveryLongFormKeepsWhatWasTypedAndGivesItBack(t *testing.T) {
	t.Parallel()
	l := settle(t)
	for _, c := range l.longForms() {
		v := l.as(c.who)
		values := v.filled(c.page, c.action, c.typed)
		saved := v.post(paths.Drafts, values)
		want(t, "saving "+c.page, saved, http.StatusSeeOther)
		if saved.to() != c.page {
			t.Errorf("saving %s leads to %q", c.page, saved.to())
		}
		l.Clock.Advance(24 * time.Hour)
		back := l.again(c.who).get(c.page)
		if !strings.Contains(back.body, "Bản nháp lưu lúc") {
			t.Errorf("%s does not say that it holds a draft", c.page)
		}
		page := back.page(t)
		page.sound()
		l.holds(c.page, page.form(c.action).values, values)
		if other := l.again(l.SecondClerk).get(c.page); strings.Contains(other.body, "Bản nháp lưu lúc") {
			t.Errorf("%s shows another person the draft", c.page)
		}
	}
}

// again signs the member in anew, as on another day.
func (p *portal) again(m small.Member) *visitor {
	delete(p.known, m.Username)
	return p.as(m)
}

// holds fails unless the form holds what was typed, whatever it carries for itself.
func (l *land) holds(what string, got, typed url.Values) {
	l.t.Helper()
	fields := reform.TypedFields(typed)
	if added := fields["them_khoan"]; len(added) > 0 && added[0] != "" {
		fields["khoan"] = append(fields["khoan"], added...)
	}
	delete(fields, "them_khoan")
	for name, values := range fields {
		kept, want := strings.Fields(strings.Join(got[name], " ")), strings.Fields(strings.Join(values, " "))
		slices.Sort(kept)
		slices.Sort(want)
		if !slices.Equal(kept, want) {
			l.t.Errorf("%s: %s held %q and now holds %q", what, name, values, got[name])
		}
	}
}

func TestASentFormLeavesNoDraft(t *testing.T) {
	t.Parallel()
	l := settle(t)
	for _, c := range l.twice() {
		v := l.as(c.who)
		values := v.filled(c.page, c.action, c.typed)
		if !values.Has("nhap_tu") {
			continue
		}
		got, _ := v.autosave(values, 1)
		want(t, "saving "+c.page, got, http.StatusOK)
		want(t, "sending "+c.page, v.post(c.action, values), http.StatusSeeOther)
		late, _ := v.autosave(values, 2)
		want(t, "a saving that comes after the sending of "+c.page, late, http.StatusConflict)
		if n := l.count(`select count(*) from form_draft`); n != 0 {
			t.Errorf("%s: %d drafts", c.page, n)
		}
	}
}

func TestADraftOfAnOlderVersionIsFoundStale(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.Draft()
	path := paths.ToTaskEdit(task.Code)
	v := p.as(p.Clerk)
	values := v.filled(path, path, url.Values{"mo_ta": {"Gõ trên bản cũ"}})
	want(t, "saving", v.post(paths.Drafts, values), http.StatusSeeOther)
	p.exec("update task set version = version + 1, description = 'Của người khác'")
	form := v.get(path).page(t).form(path)
	got := v.post(path, form.values)
	want(t, "sending the draft", got, http.StatusConflict)
	if kept := got.page(t).form(path).values.Get("mo_ta"); kept != "Gõ trên bản cũ" {
		t.Errorf("it came back with %q", kept)
	}
}

func TestNoAcknowledgedSavingIsLost(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, first := p.reporting()
	path := paths.ToReport(task.Code)
	v := p.as(p.Science.Officer)
	second := v.filled(path, path, url.Values{"ket_qua": {"Gõ ở thẻ thứ hai."}})
	first.Set("ket_qua", "Gõ ở thẻ thứ nhất.")
	got, _ := v.autosave(first, 1)
	want(t, "the first page", got, http.StatusOK)
	got, told := v.autosave(second, 1)
	want(t, "a second page opened before", got, http.StatusConflict)
	if told["loi"] == "" || v.draftText(path) != "Gõ ở thẻ thứ nhất." {
		t.Errorf("the second page took the place of the first: %v", told)
	}
	older := maps.Clone(first)
	first.Set("ket_qua", "Gõ thêm.")
	got, _ = v.autosave(first, 3)
	want(t, "a later saving", got, http.StatusOK)
	got, told = v.autosave(older, 2)
	want(t, "an earlier saving that arrives later", got, http.StatusOK)
	if v.draftText(path) != "Gõ thêm." || !strings.HasSuffix(told["ban"].(string), "/3") {
		t.Errorf("it took the place of the later one: %q, %v", v.draftText(path), told)
	}
	page := v.post(paths.Drafts, second)
	want(t, "the second page's button", page, http.StatusConflict)
	if !strings.Contains(page.body, "Gõ ở thẻ thứ hai.") {
		t.Error("the text that could not be saved is not shown")
	}
	page.page(t).sound()
	want(t, "saving it all the same", v.post(paths.Drafts, page.page(t).form(paths.Drafts).values), http.StatusSeeOther)
	if v.draftText(path) != "Gõ ở thẻ thứ hai." {
		t.Errorf("the draft is %q", v.draftText(path))
	}
}

// draftText is what the report's form holds when it is opened.
func (v *visitor) draftText(path string) string {
	v.portal.t.Helper()
	return v.get(path).page(v.portal.t).form(path).values.Get("ket_qua")
}

func TestSavingsOfOnePageAtOnceEndWithTheLast(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values := p.reporting()
	v := p.as(p.Science.Officer)
	var saving sync.WaitGroup
	for turn := 1; turn <= 12; turn++ {
		saving.Go(func() {
			typed := maps.Clone(values)
			typed["ket_qua"], typed["lan_luu"] = []string{fmt.Sprint("Lần ", turn)}, []string{fmt.Sprint(turn)}
			want(t, "saving", v.post(paths.Drafts, typed), http.StatusSeeOther, http.StatusConflict)
		})
	}
	saving.Wait()
	if got := v.draftText(paths.ToReport(task.Code)); got != "Lần 12" {
		t.Errorf("the draft is %q", got)
	}
}

func TestSecretsAndNumbersNeverGoIntoADraft(t *testing.T) {
	t.Parallel()
	p := open(t)
	_, values := p.reporting()
	for _, name := range []string{"mat_khau", "hien_tai", "moi", "nhap_lai"} {
		values.Set(name, "bí mật")
	}
	got, _ := p.as(p.Science.Officer).autosave(values, 1)
	want(t, "saving", got, http.StatusOK)
	var fields string
	if err := p.DB.Pool().QueryRow(t.Context(), `select fields::text from form_draft`).Scan(&fields); err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{"bí mật", values.Get("ma_gui"), "noi_dien", "nguoi_dien"} {
		if strings.Contains(fields, never) {
			t.Errorf("the draft has %q: %s", never, fields)
		}
	}
}

func TestDraftsAreBounded(t *testing.T) {
	t.Parallel()
	p := open(t)
	_, values := p.reporting()
	v := p.as(p.Science.Officer)
	p.exec(fmt.Sprintf(`insert into form_draft select %d, '/x/' || n, '', '{}', gen_random_uuid(), 1, now() from generate_series(1, %d) n`,
		p.Science.Officer.Person, reform.DraftsMost))
	got, told := v.autosave(values, 1)
	want(t, "one draft too many", got, http.StatusRequestEntityTooLarge)
	if told["loi"] == "" {
		t.Error("nothing is said")
	}
	page := v.post(paths.Drafts, values)
	want(t, "one draft too many, by the button", page, http.StatusRequestEntityTooLarge)
	if !strings.Contains(page.body, "Đã lấy ý kiến bốn phòng.") {
		t.Error("the text is lost")
	}
	p.exec(`delete from form_draft`)
	for claim, change := range map[string]url.Values{
		"another site": {"noi_dien": {"https://example.com/"}}, "a long address": {"noi_dien": {"/" + strings.Repeat("a", 400)}}, "no number": {"ma_gui": {"x"}},
	} {
		typed := maps.Clone(values)
		maps.Copy(typed, change)
		if got, _ := v.autosave(typed, 1); got.StatusCode == http.StatusOK && p.count(`select count(*) from form_draft where form not like '/%' or length(form) > 300`) > 0 {
			t.Errorf("%s was kept", claim)
		}
	}
	values.Set("ket_qua", strings.Repeat("x", 2<<20))
	if got := v.post(paths.Drafts, values); got.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("two megabytes: %d", got.StatusCode)
	}
}

func TestDraftsAreListedReadAndDropped(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, values := p.reporting()
	path := paths.ToReport(task.Code)
	v := p.as(p.Science.Officer)
	if strings.Contains(v.get(paths.Work).body, paths.Drafts) {
		t.Error("the work page speaks of drafts where there are none")
	}
	want(t, "saving", v.post(paths.Drafts, values), http.StatusSeeOther)
	if !strings.Contains(v.get(paths.Work).body, `href="`+paths.Drafts+`"`) {
		t.Error("the work page does not lead to the draft")
	}
	list := v.get(paths.Drafts)
	list.page(t).sound()
	if !strings.Contains(list.body, "Báo cáo tiến độ "+task.Code) || !slices.Contains(list.page(t).links(), path) {
		t.Error("the list does not name the draft")
	}
	if text := v.get(paths.ToDraft(path)); !strings.Contains(text.body, "Đã lấy ý kiến bốn phòng.") {
		t.Error("its text cannot be read")
	}
	other := p.as(p.Science.Head)
	want(t, "another's draft", other.get(paths.ToDraft(path)), http.StatusSeeOther)
	other.post(paths.DraftDrop, url.Values{"bieu_mau": {path}})
	if p.count(`select count(*) from form_draft`) != 1 {
		t.Fatal("another person dropped the draft")
	}
	asked := v.get(paths.ToDraftDrop(path)).page(t)
	asked.sound()
	want(t, "dropping", v.post(paths.DraftDrop, asked.form(paths.DraftDrop).values), http.StatusSeeOther)
	if p.count(`select count(*) from form_draft`) != 0 || v.draftText(path) != "" {
		t.Error("the draft stays")
	}
}

func TestSavingDoesNotStretchTheTwelveHours(t *testing.T) {
	t.Parallel()
	p := open(t)
	_, values := p.reporting()
	v := p.again(p.Science.Officer)
	for turn := range 14 {
		p.Clock.Advance(50 * time.Minute)
		got, told := v.autosave(values, turn+1)
		want(t, "saving while typing", got, http.StatusOK)
		if left := told["con"].(float64); left > 3600 || left > float64((12*60-(turn+1)*50)*60) {
			t.Errorf("%v seconds are left after %d minutes", left, (turn+1)*50)
		}
	}
	p.Clock.Advance(21 * time.Minute)
	got, _ := v.autosave(values, 20)
	want(t, "saving after twelve hours", got, http.StatusUnauthorized)
}

func TestStayingLetsTheSessionGoOn(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Clerk)
	p.Clock.Advance(59 * time.Minute)
	v.header.Set("Accept", "application/json")
	got := v.post(paths.Session, nil)
	want(t, "staying", got, http.StatusOK)
	if !strings.Contains(got.body, `"con":3600`) {
		t.Errorf("it says %s", got.body)
	}
	p.Clock.Advance(59 * time.Minute)
	v.header.Del("Accept")
	want(t, "an hour and more later", v.get(paths.Account), http.StatusOK)
}

func TestASharedComputerIsToldToKeepNothing(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.stranger()
	v.post(paths.SignIn, url.Values{"ten_dang_nhap": {p.Clerk.Username}, "mat_khau": {small.Password}, "dung_chung": {"1"}})
	if !strings.Contains(v.get(paths.Account).body, "data-may-chung") {
		t.Error("the page does not know that the computer is shared")
	}
	want(t, "one's own computer", v.post(paths.Shared, url.Values{}), http.StatusSeeOther)
	if strings.Contains(v.get(paths.Account).body, "data-may-chung") {
		t.Error("the computer stays shared")
	}
}
