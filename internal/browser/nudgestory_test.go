package browser_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/browser"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// urging is how the Office urges a unit on and hears of it, told by a clerk and the unit's head.
type urging struct {
	*story
	tasks  []string // their codes
	nudge  string   // its code
	asked  map[string]int64
	widths []int64
}

// urge has a clerk pick four tasks on the board and send, the head open the bell and answer each in another way, and the clerk read
// the four answers and settle the one that needs it.
func urge(t *testing.T, p *portal, title string, tab func() *browser.Tab, widths ...int64) {
	s := &urging{story: &story{t: t, portal: p, tab: tab, title: title}, asked: map[string]int64{}, widths: widths}
	for _, part := range []string{"dự thảo", "lấy ý kiến", "trình ký", "công khai"} {
		s.tasks = append(s.tasks, p.underWay(t, title+": "+part))
	}
	s.clerkSends()
	s.recallTimePasses()
	s.headAnswers()
	s.clerkSettles()
}

func (s *urging) clerkSends() {
	tab := s.as("vanphong")
	tab.Go(s.portal.URL + paths.ToBoard(url.Values{"q": {s.title}}))
	for _, task := range s.tasks {
		tab.Press(`input[name="nv"][value="` + task + `"]`)
	}
	tab.Follow("Nhắc việc…")
	tab.Reads("Nhắc việc: 1 đơn vị, 4 nhiệm vụ")
	tab.Reads("Có thể thu hồi trong 2 phút")
	tab.Follow("Gửi nhắc 1 đơn vị")
	tab.Reads("Còn thu hồi được")
	s.quiet(tab)
}

// recallTimePasses has the portal send what nobody recalled, by a clock that is ahead by that time.
func (s *urging) recallTimePasses() {
	ahead := func() time.Time { return time.Now().Add(reform.RecallTime + time.Second) }
	if err := app.New(postgres.New(s.portal.app.DB.Pool(), ahead), ahead, nil).SweepNudges(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	scope := policy.See(s.portal.actor(s.t, "vanphong"), policy.NudgeRead)
	for _, code := range s.tasks {
		task, err := s.portal.app.DB.Task(s.t.Context(), policy.See(s.portal.actor(s.t, "vanphong"), policy.TaskRead), code)
		if err != nil {
			s.t.Fatal(err)
		}
		nudged, err := s.portal.app.DB.TaskNudges(s.t.Context(), scope, task.ID, 1)
		if err != nil || len(nudged) != 1 {
			s.t.Fatalf("%s was nudged %d times (%v)", code, len(nudged), err)
		}
		s.nudge, s.asked[code] = nudged[0].Nudge, nudged[0].ID
	}
}

// answer returns the address of the answer about the task.
func (s *urging) answer(task string) string { return paths.ToNudgeAnswer(s.nudge, s.asked[task]) }

// atOnce answers with a button of the nudge's page, and what needs words behind a link of it.
func (s *urging) atOnce(tab *browser.Tab, task string, answer reform.NudgeAnswer) {
	tab.Press(fmt.Sprintf(`form[action=%q]:has(input[value=%q]) button`, s.answer(task), answer))
}

func (s *urging) asks(tab *browser.Tab, task string, answer reform.NudgeAnswer) {
	tab.Press(fmt.Sprintf(`a[href="%s?tra_loi=%s"]`, s.answer(task), answer))
	tab.Until("asked", `!!document.querySelector("#noi_dung")`)
}

// headAnswers opens what the bell tells of, and answers the four tasks in the four ways.
func (s *urging) headAnswers() {
	tab := s.as("truongphong")
	tab.Press("a.bell")
	tab.Press(fmt.Sprintf(`a[href="%s"]`, s.notice()))
	tab.Reads("Cần trả lời 4 nhiệm vụ")
	nudge := tab.Address()
	if !strings.HasSuffix(nudge, paths.ToNudge(s.nudge)) {
		s.t.Errorf("the notice leads to %s", nudge)
	}
	inspectIn(tab, "nhac-viec-cho-tra-loi", s.widths)
	s.asks(tab, s.tasks[1], reform.AnswerPromised)
	tab.Type("#ngay_hen", s.portal.app.Today().AddDays(7).Vietnamese())
	tab.Follow("Gửi ngày hẹn")
	tab.Reads("Đã ghi trả lời cho " + s.tasks[1])
	s.asks(tab, s.tasks[3], reform.AnswerNotOurs)
	tab.Type("#noi_dung", "Việc của Văn phòng Sở.")
	tab.Follow("Gửi Văn phòng")
	tab.Reads("Đã gửi Văn phòng xem xét")
	s.atOnce(tab, s.tasks[0], reform.AnswerDone)
	tab.Reads("Gửi hoàn thành nhiệm vụ ở biểu mẫu này")
	tab.Go(nudge)
	s.atOnce(tab, s.tasks[2], reform.AnswerBlocked)
	tab.Reads("Nêu vướng mắc ở biểu mẫu này")
	tab.Until("the obstacle tells of the nudge", `document.querySelector("#mo_ta")?.value.includes("`+s.nudge+`")`)
	s.quiet(tab)
}

// notice is the address of what the head was told of the nudge.
func (s *urging) notice() string {
	list, err := s.portal.app.Notices(s.t.Context(), s.portal.actor(s.t, "truongphong"), 1)
	at := slices.IndexFunc(list.Notices, func(n reform.Notice) bool { return n.Name == s.nudge })
	if err != nil || at < 0 {
		s.t.Fatalf("the head is not told of %s (%v)", s.nudge, err)
	}
	return paths.ToNotice(list.Notices[at].ID)
}

// clerkSettles reads the four answers and leaves with the unit what it says is not its own.
func (s *urging) clerkSettles() {
	tab := s.as("vanphong")
	tab.Go(s.portal.URL + paths.ToNudge(s.nudge))
	for _, said := range []string{
		reform.AnswerDone.Label(), "Sẽ xong ngày " + s.portal.app.Today().AddDays(7).Vietnamese(), reform.AnswerBlocked.Label(), "chờ Văn phòng xem xét", "Việc của Văn phòng Sở.",
	} {
		tab.Reads(said)
	}
	tab.Follow("Xem xét")
	inspectIn(tab, "nhac-viec-xem-xet", s.widths)
	tab.Type("#ly_do", "Theo quyết định phân công nhiệm vụ.")
	tab.Follow("Giữ ở đơn vị")
	tab.Reads("Đã giữ nhiệm vụ ở đơn vị và báo cho đơn vị.")
	tab.Reads("Văn phòng giữ ở đơn vị")
	s.quiet(tab)
}
