package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// toFollow is the page that asks who follows two tasks.
func (l *land) toFollow() string {
	return paths.ToFollow(url.Values{"nv": {l.Assigned(l.Digital).Code, l.Assigned(l.Science).Code}})
}

func TestTasksPickedOnTheBoardAreGivenToAFollower(t *testing.T) {
	t.Parallel()
	p := open(t)
	one, two := p.InProgress(p.Science), p.InProgress(p.Digital)
	clerk := p.as(p.Clerk)
	phone := url.Values{"nv": {one.Code}, ui.ScreenField: {ui.PhoneScreen}}
	for n := range ui.PhoneMost - 1 {
		phone.Add("nv", reform.TaskCode(2026, 900+n))
	}
	phone.Add("nv", two.Code)
	for _, path := range []string{paths.Follow, paths.NudgePreview} {
		got := clerk.get(paths.With(path, phone))
		shows(t, got, "Trên điện thoại chọn tối đa 10 nhiệm vụ một lần.", "1 nhiệm vụ còn lại chưa được chọn")
		if taken := got.page(t).form(path).values.Get("ds"); taken != one.Code {
			t.Errorf("%s takes %s from a phone", path, taken)
		}
	}
	asked := clerk.get(paths.ToFollow(url.Values{"nv": {one.Code, two.Code}})).page(t)
	asked.sound()
	form := asked.form(paths.Follow).values
	form.Set("nguoi_theo_doi", id(p.SecondClerk.Person))
	sent := clerk.post(paths.Follow, form)
	if sent.to() != paths.ToBoard(reform.BoardFilter{Follower: p.SecondClerk.Person}.Query()) {
		t.Errorf("it leads to %q", sent.to())
	}
	board := clerk.get(sent.to()).page(t)
	board.sound()
	if said := text(board.root); !strings.Contains(said, "Theo dõi: "+p.SecondClerk.Name) || !strings.Contains(said, "Đã giao "+p.SecondClerk.Name+" theo dõi 2 nhiệm vụ.") {
		t.Errorf("the board does not tell: %s", said)
	}
	if said := text(p.as(p.Science.Officer).get(paths.ToTask(one.Code)).page(t).root); !strings.Contains(said, p.SecondClerk.Name+" (Văn phòng)") {
		t.Error("the task does not name its follower")
	}
	mine := p.as(p.SecondClerk).get(paths.ToBoard(reform.BoardFilter{Follower: reform.FollowedByMe}.Query())).page(t)
	if said := text(mine.root); !strings.Contains(said, one.Code) || !strings.Contains(said, "Người theo dõi: tôi") {
		t.Errorf("their own: %s", said)
	}
	held := p.as(p.Chief).get(paths.ToHandOver(p.SecondClerk.Person)).page(t)
	held.sound()
	if said := text(held.root); !strings.Contains(said, "Giao cả 2 nhiệm vụ người này đang theo dõi") {
		t.Errorf("the handover leaves out what is followed: %s", said)
	}
	handed := p.as(p.Chief).post(paths.ToHandOver(p.SecondClerk.Person), url.Values{"nguoi_nhan": {id(p.Colleague.Person)}, "theo_doi": {"1"}})
	want(t, "handed to who is not of the Office", handed, http.StatusUnprocessableEntity)
	shows(t, p.as(p.Admin).get(paths.ToAdminPerson(p.SecondClerk.Person)), "Đang theo dõi 2 nhiệm vụ.")
	person, err := p.App.Person(t.Context(), p.Admin.Actor, p.SecondClerk.Person)
	person.Active = false
	if err != nil || p.App.EditPerson(t.Context(), p.Admin.Actor, person) != nil {
		t.Fatal("the account cannot be closed")
	}
	shows(t, clerk.get(paths.Board), "2 nhiệm vụ cần giao lại người theo dõi", p.SecondClerk.Name+" (cần giao lại)")
	want(t, "a head", p.as(p.Science.Head).get(paths.Follow), http.StatusForbidden)
}
