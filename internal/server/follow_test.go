package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cchc/internal/paths"
	"cchc/internal/reform"
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
	want(t, "a head", p.as(p.Science.Head).get(paths.Follow), http.StatusForbidden)
}
