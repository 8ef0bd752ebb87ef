package server_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/server"
)

// sitting is a meeting about to be held, with one of the same series before it.
type sitting struct {
	meeting reform.Meeting
	before  reform.Meeting
	asked   reform.AgendaItem // of the science division
	matter  reform.AgendaItem
	word    reform.Conclusion
	held    reform.Meeting // today, with a card on its agenda
	card    reform.AgendaItem
}

// meet has a meeting that asks two units, after one that gave work.
func (l *land) meet() {
	series := l.MeetingSeries()
	before := l.FreezeMeeting(l.Sitting(series))
	l.Conclusion(before, l.Science)
	meeting := l.Sitting(series)
	items := l.AskedBy(meeting, l.Science, l.Digital)
	l.AnswerMeeting(meeting, items[1], l.Digital.Head, "Xong trong tuần.")
	matter := l.AgendaItem(meeting, reform.AgendaWriting{Kind: reform.AgendaMatter, Title: "Chuẩn bị tổng kết năm"})
	word := l.Word(meeting, "Biểu dương Phòng Chuyển đổi số.")
	l.sitting = sitting{meeting: l.ReadMeeting(meeting.Code), before: l.ReadMeeting(before.Code), asked: items[0], matter: matter, word: word}
	_, o := l.Blocked(l.Science)
	l.sitting.held = l.Held(l.Escalated(small.Options(l.Effect(reform.EffectDeadline)), o))
	l.sitting.card = l.Agenda(l.sitting.held)[0]
}

// meetingTargets are the meeting with one item or conclusion, and meetings that are none; a unit's head has only what is asked of
// the units below.
func (l *land) meetingTargets(route server.Route, who small.Member) []target {
	number, act := l.sitting.matter.ID, string(reform.MeetingCancel)
	f := allowed
	switch route.Pattern {
	case paths.AgendaAnswer:
		number = l.sitting.asked.ID
		if _, err := policy.Allow(who.Actor, route.Action, l.sitting.asked.Subject()); err != nil {
			f = missing
		}
	case paths.ConclusionMod:
		number = l.sitting.word.ID
	case paths.MeetingAct:
		if _, err := policy.Allow(who.Actor, policy.MeetingPrepare, l.sitting.meeting.Subject()); err != nil {
			f = forbidden
		}
	}
	at := func(code, item string) string {
		return strings.NewReplacer("{gb}", code, "{id}", item, "{viec}", act).Replace(route.Pattern)
	}
	code := l.sitting.meeting.Code
	if route.Pattern == paths.AgendaDecision {
		code, number = l.sitting.held.Code, l.sitting.card.ID
	}
	all := []target{{at(code, id(number)), f}, {at("GB-2026-999", id(number)), missing}, {at("khong-co", id(number)), missing}}
	if strings.Contains(route.Pattern, "{id}") {
		all = append(all, target{at(code, "999999"), missing}, target{at(code, "abc"), missing})
	}
	return all
}

// meetingMistakes are the forms of meetings filled in badly.
func (l *land) meetingMistakes() []mistake {
	code := l.sitting.meeting.Code
	edit, item, conclude := paths.ToMeetingEdit(code), paths.ToAgendaNew(code), paths.ToConclusionNew(code)
	answer, cancel := paths.ToAgendaAnswer(code, l.sitting.asked.ID), paths.ToMeetingAct(code, "cancel")
	reword, note := paths.ToConclusion(code, l.sitting.word.ID), paths.ToAgendaDecision(l.sitting.held.Code, l.sitting.card.ID)
	return []mistake{
		{l.Clerk, paths.MeetingNew, paths.MeetingNew, url.Values{"ngay": {"31/02/2027"}, "cau_hoi": {"Giữ lại câu hỏi."}}, []string{"ngay"}},
		{l.Clerk, paths.MeetingNew, paths.MeetingNew, url.Values{"ngay": {"01/11/2026"}, "gio": {"sáng"}, "chu_tri": {""}, "dia_diem": {"Giữ lại."}}, []string{"ngay", "gio", "chu_tri"}},
		{l.Clerk, edit, edit, url.Values{"ngay_hoi": {"06/12/2026"}, "tra_loi_truoc": {"05/12/2026"}, "gio_tra_loi": {"99"}, "cau_hoi": {"Giữ lại."}}, []string{"gio_tra_loi", "ngay_hoi"}},
		{l.Clerk, paths.MeetingSeriesNew, paths.MeetingSeriesNew, url.Values{"ten": {""}, "dia_diem": {"Giữ lại."}, "chu_tri": {""}}, []string{"ten", "chu_tri"}},
		{l.Clerk, item, item, url.Values{"loai": {"unit"}, "don_vi": {""}, "hoi": {""}, "ten": {"Giữ lại."}}, []string{"don_vi", "hoi"}},
		{l.Clerk, item, item, url.Values{"loai": {"matter"}, "ten": {""}, "hoi": {"Giữ lại."}}, []string{"ten"}},
		{l.Clerk, paths.ToAgendaItem(code, l.sitting.matter.ID), paths.ToAgendaItem(code, l.sitting.matter.ID), url.Values{"ten": {""}}, []string{"ten"}},
		{l.Clerk, conclude, conclude, url.Values{"noi_dung": {""}, "chu_tri": {""}, "han": {"01/01/2020"}, "san_pham": {"Giữ lại."}, "phoi_hop": {id(l.Units.Digital.ID)}}, []string{"noi_dung", "chu_tri", "han"}},
		{l.Leader, conclude, conclude, url.Values{"noi_dung": {"Giữ lại."}, "han": {"31/02/2027"}}, []string{"han"}},
		{l.Clerk, note, note, url.Values{"phuong_an": {"khac"}, "khac_tac_dong": {"refer"}, "khac_noi_dung": {"Giữ lại."}, "y_kien": {""}}, []string{"y_kien"}},
		{l.Clerk, reword, reword, url.Values{"noi_dung": {""}}, []string{"noi_dung"}},
		{l.Science.Head, answer, answer, url.Values{"tra_loi": {""}}, []string{"tra_loi"}},
		{l.Clerk, cancel, cancel, url.Values{"ly_do": {""}}, []string{"ly_do"}},
		{l.Leader, paths.ToMeetingAct(l.sitting.before.Code, "conclude"), paths.ToMeetingAct(l.sitting.before.Code, "conclude"), url.Values{"thanh_phan": {""}, "ket_luan": {"Giữ lại."}}, []string{"thanh_phan"}},
	}
}

func TestConclusionTypedInTheMeetingIsATaskAndThePageTakesTheNext(t *testing.T) {
	t.Parallel()
	p := open(t)
	meeting := p.Meeting(reform.MeetingFrozen)
	clerk := p.as(p.Clerk)
	page := paths.ToConclusionNew(meeting.Code)
	f := clerk.get(page).page(t).form(page)
	f.values.Set("noi_dung", "Rà soát thủ tục chậm giải quyết.")
	f.values.Set("chu_tri", id(p.Units.Science.ID))
	f.values.Set("han", "07/12/2026")
	got := clerk.post(page, f.values)
	if got.to() != page {
		t.Fatalf("it goes on to %q (%d)", got.to(), got.StatusCode)
	}
	next := clerk.get(page).body
	for _, words := range []string{"đã ghi kết luận và giao nhiệm vụ CCHC-2026-001", "Rà soát thủ tục chậm giải quyết.", "autofocus"} {
		if !strings.Contains(strings.ToLower(next), strings.ToLower(words)) {
			t.Errorf("the page does not say %q", words)
		}
	}
	task := p.as(p.Science.Head).get(paths.ToTask("CCHC-2026-001")).body
	if !strings.Contains(task, "Theo kết luận giao ban") || !strings.Contains(task, meeting.Code) || strings.Contains(task, paths.ToMeeting(meeting.Code)) {
		t.Error("the task does not say where it comes from, or leads its unit to a page that is closed to it")
	}
	if leader := p.as(p.Leader).get(paths.ToTask("CCHC-2026-001")).body; !strings.Contains(leader, `href="`+paths.ToMeeting(meeting.Code)) {
		t.Error("the task does not lead the leader to the meeting")
	}
}

func TestHeadIsLedToWhatAMeetingAsksAndAnswersIt(t *testing.T) {
	t.Parallel()
	p := open(t)
	meeting := p.Meeting(reform.MeetingPlanned)
	ask := paths.ToAgendaAnswer(meeting.Code, p.AskedBy(meeting, p.Science)[0].ID)
	head := p.as(p.Science.Head)
	for _, page := range []string{paths.OwnUnit, paths.Work} {
		if body := head.get(page).body; !strings.Contains(body, `href="`+ask) || !strings.Contains(body, "trả lời trước 17:00 27/11/2026") {
			t.Errorf("%s does not lead to the question", page)
		}
	}
	if body := p.as(p.Digital.Head).get(paths.OwnUnit).body; strings.Contains(body, ask) {
		t.Error("another unit's page tells of it")
	}
	f := head.get(ask).page(t).form(ask)
	f.values.Set("tra_loi", "Xong trong tuần này.")
	if got := head.post(ask, f.values); got.to() != ask {
		t.Fatalf("answered: %d to %q", got.StatusCode, got.to())
	}
	if body := head.get(paths.OwnUnit).body; strings.Contains(body, `href="`+ask) {
		t.Error("what was answered is still asked")
	}
	if body := p.as(p.Leader).get(paths.ToMeeting(meeting.Code)).body; !strings.Contains(body, "Xong trong tuần này.") || !strings.Contains(body, "Đã trả lời") {
		t.Error("the meeting does not show the answer")
	}
	f.values.Del("ma_gui")
	f.values.Set("tra_loi", "Giữ lại lời đã gõ.")
	stale := head.post(ask, f.values)
	want(t, "a stale answer", stale, http.StatusConflict)
	if !strings.Contains(stale.body, "Giữ lại lời đã gõ.") {
		t.Error("what was typed over a stale page is lost")
	}
}

func TestLeaderDecidesFromTheAgendaAndComesBackToTheMeeting(t *testing.T) {
	t.Parallel()
	p := open(t)
	o := p.Received(p.Science, reform.AreaInstitutions)
	card := p.Card(reform.CardSent, p.Leader, o)
	meeting := p.Meeting(reform.MeetingFrozen)
	p.AgendaItem(meeting, reform.AgendaWriting{Kind: reform.AgendaCard, CardID: card.ID})
	leader := p.as(p.Leader)
	decide := paths.ToDecisionIn(o.Code, meeting.Code)
	if !slices.Contains(leader.get(paths.ToMeeting(meeting.Code)).page(t).links(), decide) {
		t.Fatal("the agenda does not lead to the decision")
	}
	f := leader.get(decide).page(t).form(paths.ToObstacleDecision(o.Code))
	f.values.Set("phuong_an", "1")
	f.values.Set("y_kien", "Đồng ý lùi hạn.")
	f.values.Del("viec")
	if got := leader.post(paths.ToObstacleDecision(o.Code), f.values); got.to() != paths.ToMeeting(meeting.Code) {
		t.Fatalf("decided: %d to %q", got.StatusCode, got.to())
	}
	for _, page := range []string{paths.ToMeeting(meeting.Code), paths.ToMinutes(meeting.Code)} {
		if body := leader.get(page).body; !strings.Contains(body, "Đồng ý lùi hạn.") {
			t.Errorf("%s does not show the decision", page)
		}
	}
}

func TestOfficeTypesInWhatTheLeaderInTheChairDecides(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, o := p.Blocked(p.Science)
	meeting := p.Held(p.Escalated(small.Options(p.Effect(reform.EffectDeadline)), o))
	clerk, note := p.as(p.Clerk), paths.ToAgendaDecision(meeting.Code, p.Agenda(meeting)[0].ID)
	if !slices.Contains(clerk.get(paths.ToMeeting(meeting.Code)).page(t).links(), note) {
		t.Fatal("the agenda does not lead to where the decision is typed in")
	}
	for _, who := range []small.Member{p.Leader, p.Observer} {
		if slices.Contains(p.as(who).get(paths.ToMeeting(meeting.Code)).page(t).links(), note) {
			t.Errorf("%s is led to where the Office types in decisions", who.Username)
		}
	}
	first := clerk.get(note)
	shows(t, first, "Ghi thay lời "+p.Leader.Name, "Ý kiến chỉ đạo của "+p.Leader.Name, "Ghi và ban hành ngay")
	f := first.page(t).form(note)
	f.values.Set("phuong_an", "1")
	f.values.Set("y_kien", "Nháp lời Giám đốc.")
	want(t, "saving a draft", clerk.post(paths.Drafts, f.values), http.StatusSeeOther)
	if kept := clerk.get(note).page(t).form(note).values; kept.Get("y_kien") != "Nháp lời Giám đốc." || kept.Get("phuong_an") != "1" {
		t.Errorf("the draft came back as %v", kept)
	}
	f.values.Set("y_kien", "Đồng ý lùi hạn.")
	if got := clerk.post(note, f.values); got.to() != paths.ToMeeting(meeting.Code) {
		t.Fatalf("typed in: %d to %q", got.StatusCode, got.to())
	}
	said := p.Leader.Name + " quyết định tại cuộc họp " + meeting.Code + ", Văn phòng ghi: " + p.Clerk.Name
	leader := p.as(p.Leader)
	for _, page := range []string{
		paths.ToMeeting(meeting.Code), paths.ToMinutes(meeting.Code), paths.ToObstacle(o.Code), paths.ToObstacleDecision(o.Code), paths.ToTask(task.Code), paths.Instructions, paths.ObstacleBook,
	} {
		if body := leader.get(page).body; !strings.Contains(body, said) || !strings.Contains(body, "Đồng ý lùi hạn.") {
			t.Errorf("%s does not say that %s", page, said)
		}
	}
	shows(t, leader.get(paths.Notices), "Văn phòng đã ghi quyết định của "+p.Leader.Name, o.Code)
	shows(t, p.as(p.Chief).get(paths.Audit), "Ghi quyết định của lãnh đạo tại cuộc họp", said)
}

func TestNextMeetingShowsWhatBecameOfTheLast(t *testing.T) {
	t.Parallel()
	p := open(t)
	series := p.MeetingSeries()
	before := p.FreezeMeeting(p.Sitting(series))
	_, task := p.Conclusion(before, p.Science)
	next := p.Sitting(series)
	body := p.as(p.Observer).get(paths.ToMeeting(next.Code)).body
	for _, words := range []string{"Đã hứa → đã làm", before.Code, task.Code, "Rà soát thủ tục chậm giải quyết."} {
		if !strings.Contains(body, words) {
			t.Errorf("the page does not say %q", words)
		}
	}
	if strings.Contains(body, "Ghi kết luận") || strings.Contains(body, "Thêm nội dung") {
		t.Error("who only reads is offered a deed")
	}
	p.FreezeMeeting(before)
	shows(t, p.as(p.Observer).get(paths.ToMeeting(before.Code)), "Các bản đã chốt", "CS-2026-001", "CS-2026-002", p.Clerk.Name, "(mới nhất)")
	list := p.as(p.Observer).get(paths.Meetings).body
	if !strings.Contains(list, next.Code) || !strings.Contains(list, before.Code) {
		t.Error("the register lacks a meeting")
	}
}
