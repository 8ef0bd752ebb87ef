package browser_test

import (
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/browser"
	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// actor is the account as the portal's own deeds know it.
func (p *portal) actor(t *testing.T, username string) policy.Actor {
	t.Helper()
	person, err := p.app.DB.PersonNamed(t.Context(), username)
	if err != nil {
		t.Fatal(err)
	}
	who, _, err := p.app.DB.Actor(t.Context(), person.ID, person.SessionEpoch, p.app.Today())
	if err != nil {
		t.Fatal(err)
	}
	return who
}

// underWay returns the code of a task of that title that the science division's officer works on, due in twenty days.
func (p *portal) underWay(t *testing.T, title string) string {
	t.Helper()
	clerk, head, officer := p.actor(t, "vanphong"), p.actor(t, "truongphong"), p.actor(t, "chuyenvien")
	task, err := p.app.CreateTask(t.Context(), clerk, app.CreateTask{Task: reform.Task{Title: title, Area: reform.AreaProcedures, PlanYear: p.app.Today().Year()}})
	if err == nil {
		err = p.app.AssignTask(t.Context(), clerk, app.AssignTask{
			Code: task.Code, Seen: 1, LeadUnit: head.Unit, Deadline: reform.DeadlineFixed, DueOn: p.app.Today().AddDays(20), Deliverable: "Báo cáo",
		})
	}
	if err == nil {
		err = p.app.MoveTask(t.Context(), head, app.MoveTask{Code: task.Code, Act: reform.TaskAccept, Seen: 2, Officer: officer.Person})
	}
	if err != nil {
		t.Fatal(err)
	}
	return task.Code
}

// extending is the story of one extension; its pages are inspected in the widths, which takes script.
type extending struct {
	*story
	widths []int64
}

func (s extending) look(tab *browser.Tab, name string) {
	inspectIn(tab, name, s.widths)
}

// extend is how a deadline moves: the officer asks, the head signs, the chief grants another day, the task's page tells it.
func extend(t *testing.T, p *portal, title string, tab func() *browser.Tab, widths ...int64) {
	s := extending{&story{t: t, portal: p, tab: tab, title: title}, widths}
	code := p.underWay(t, title)
	s.task = p.URL + paths.ToTask(code)
	asked, granted := p.app.Today().AddDays(30).Vietnamese(), p.app.Today().AddDays(27).Vietnamese()
	s.asksForMoreTime(asked)
	request := s.headSigns(code)
	s.chiefGrants(request, asked, granted)
	officer := s.as("chuyenvien")
	officer.Go(s.task)
	officer.Reads("hạn gốc " + p.app.Today().AddDays(20).Vietnamese())
	officer.Reads("lùi 7 ngày")
	officer.Reads("Chờ hướng dẫn của Bộ.")
	officer.Reads("lần tiếp theo do lãnh đạo Sở quyết định")
	s.look(officer, "gia-han-nhiem-vu")
	s.quiet(officer)
}

func (s extending) asksForMoreTime(day string) {
	tab := s.as("chuyenvien")
	tab.Go(s.task)
	tab.Follow("Xin gia hạn")
	tab.Reads("Trưởng đơn vị ký")
	tab.Type("#han", calendar.DateOf(time.Now()).Vietnamese())
	tab.Type("#ly_do", "Chờ hướng dẫn của Bộ.")
	tab.Follow("Gửi đề nghị")
	tab.Reads("phải sau hạn hiện hành")
	tab.Holds("#ly_do", "Chờ hướng dẫn của Bộ.")
	s.look(tab, "gia-han-loi")
	tab.Type("#han", day)
	tab.Follow("Gửi đề nghị")
	tab.Reads("Đã gửi đề nghị gia hạn")
	s.complained(tab, "422")
}

// headSigns has the head find the request in the list and sign it, and returns its address.
func (s extending) headSigns(code string) string {
	tab := s.as("truongphong")
	tab.Go(s.portal.URL + paths.Extensions)
	tab.Reads(code)
	tab.Follow(s.title)
	tab.Reads("Chờ hướng dẫn của Bộ.")
	s.look(tab, "gia-han-ky")
	tab.Follow("Ký đề nghị")
	tab.Reads("Đã ký đề nghị gia hạn")
	s.quiet(tab)
	return tab.Address()
}

func (s extending) chiefGrants(request, asked, granted string) {
	tab := s.as("chanhvanphong")
	tab.Go(request)
	tab.Holds("#han", asked)
	tab.Type("#han", granted)
	s.look(tab, "gia-han-quyet-dinh")
	tab.Follow("Cho gia hạn")
	tab.Reads("Đã cho gia hạn.")
	tab.Reads("Cho gia hạn đến")
	s.quiet(tab)
}
