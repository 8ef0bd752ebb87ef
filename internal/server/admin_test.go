package server_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"cchc/internal/paths"
)

// handedOver returns the password a page shows.
func handedOver(t *testing.T, got answer) string {
	t.Helper()
	for _, n := range all(got.page(t).root, func(n *html.Node) bool { return attr(n, "class") == "once" }) {
		return text(n)
	}
	t.Fatalf("%s shows no password", got.Request.URL)
	return ""
}

func TestMadeUpPasswordIsShownOnceAndMustBeChanged(t *testing.T) {
	t.Parallel()
	p := open(t)
	admin := p.as(p.Admin)
	typed := url.Values{"ho_ten": {"Trần Văn Mới"}, "ten_dang_nhap": {"moitv"}, "don_vi": {id(p.Units.Science.ID)}, "vai_tro": {"staff"}}
	got := admin.post(paths.AdminPeople, typed)
	want(t, "adding an account", got, http.StatusOK)
	password := handedOver(t, got)
	newcomer := p.stranger()
	want(t, "the newcomer signs in", newcomer.signIn("moitv", password), http.StatusSeeOther)
	if got := newcomer.get(paths.Work); got.to() != paths.Account {
		t.Errorf("a made-up password opens more than the page that changes it: %d %s", got.StatusCode, got.to())
	}
	for _, path := range []string{paths.AdminPeople, paths.Audit, paths.AdminPeople + "?q=moi"} {
		if strings.Contains(admin.get(path).body, password) {
			t.Errorf("%s shows the password again", path)
		}
	}
	if strings.Contains(p.logged(), password) {
		t.Error("the log holds the password")
	}
}

func TestResetPasswordEndsTheOldOne(t *testing.T) {
	t.Parallel()
	p := open(t)
	officer := p.as(p.Colleague)
	reset := paths.ToAdminReset(p.Colleague.Person)
	shows(t, p.as(p.Admin).get(reset), "Đặt lại mật khẩu của "+p.Colleague.Name+"?")
	password := handedOver(t, p.as(p.Admin).post(reset, nil))
	if !regexp.MustCompile(`^\S{8,}$`).MatchString(password) {
		t.Errorf("the password is %q", password)
	}
	if got := officer.get(paths.Work); !strings.HasPrefix(got.to(), paths.SignIn) {
		t.Errorf("the old session goes on: %d", got.StatusCode)
	}
	want(t, "signing in with the new password", p.stranger().signIn(p.Colleague.Username, password), http.StatusSeeOther)
}

func TestEndedSessionsAskToSignInAgain(t *testing.T) {
	t.Parallel()
	p := open(t)
	officer := p.as(p.Colleague)
	want(t, "ending the sessions", p.as(p.Admin).post(paths.ToAdminSessions(p.Colleague.Person), nil), http.StatusSeeOther)
	if got := officer.get(paths.Work); !strings.HasPrefix(got.to(), paths.SignIn) {
		t.Errorf("the session goes on: %d", got.StatusCode)
	}
}

func TestAdministratorCannotLockThemselvesOut(t *testing.T) {
	t.Parallel()
	p := open(t)
	admin, own := p.as(p.Admin), paths.ToAdminPerson(p.Admin.Person)
	for field, value := range map[string]string{"dang_dung": "", "vai_tro": "staff"} {
		values := admin.get(own).page(t).form(own).values
		values.Set(field, value)
		got := admin.post(own, values)
		want(t, "giving up "+field, got, http.StatusConflict)
		shows(t, got, "Không tự khóa tài khoản")
	}
}

func TestAuditLogSpeaksPlainly(t *testing.T) {
	t.Parallel()
	p := open(t)
	task := p.Reported(p.Science, 40)
	chief := p.as(p.Chief)
	got := chief.get(paths.Audit + "?viec=task.accept")
	shows(t, got, "Tiếp nhận nhiệm vụ", task.Code, p.Science.Head.Name, "Trạng thái: Chờ tiếp nhận → Đang thực hiện", "Người xử lý: (trống) → "+p.Science.Officer.Name)
	if !strings.Contains(got.body, paths.ToTask(task.Code)) {
		t.Error("the chief is not led to the task")
	}
	if got := p.as(p.Admin).get(paths.Audit + "?viec=task.accept"); strings.Contains(got.body, `href="`+paths.ToTask(task.Code)) {
		t.Error("the administrator is led to a task they cannot open")
	}
	shows(t, chief.get(paths.Audit+"?nguoi="+url.QueryEscape("không có ai như vậy")), "Không có sự kiện")
	shows(t, chief.get(paths.Audit+"?tu_ngay=24/11/2026"), "Không có sự kiện")
	want(t, "a day that does not exist", chief.get(paths.Audit+"?tu_ngay=31/02/2026"), http.StatusUnprocessableEntity)
}
