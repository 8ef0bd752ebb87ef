package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/server"
	"cchc/web/pages/cards"
)

// referDecision has a letter that a decision on an obstacle of the science division asked for.
func (l *land) referDecision() {
	task, obstacle := l.Decided(l.Effect(reform.EffectRefer))
	letters, err := l.DB.CardReferrals(l.t.Context(), policy.See(l.Clerk.Actor, policy.TaskRead), obstacle.CardID)
	if err != nil || len(letters) != 1 {
		l.t.Fatalf("letters %v (%v)", letters, err)
	}
	l.letter, l.tasks = letters[0], append(l.tasks, task)
	l.obstacles = append(l.obstacles, obstacle)
}

// decisionTargets are the obstacles that stand before a leader with what policy says of deciding each.
func (l *land) decisionTargets(who small.Member) []target {
	var all []target
	for _, o := range l.obstacles {
		if o.State == reform.ObstacleEscalated || o.State == reform.ObstacleQueried {
			all = append(all, target{paths.ToObstacleDecision(o.Code), obstacleFate(who, o, policy.ObstacleDecide)})
		}
	}
	return append(all, target{paths.ToObstacleDecision("VM-999"), missing}, target{paths.ToObstacleDecision("khong-co"), missing})
}

func (l *land) referralTargets(route server.Route, who small.Member) []target {
	task := l.in(reform.TaskInProgress) // of the science division, as the letter's is
	f := fateOf(who, task, policy.TaskRead)
	if _, err := policy.Allow(who.Actor, route.Action, l.letter.Subject()); f == allowed && route.Action == policy.ReferralRecord && err != nil {
		f = forbidden
	}
	return []target{
		{paths.ToReferral(l.letter.ID), f}, {unknown(route.Pattern, "999999"), missing}, {unknown(route.Pattern, "abc"), missing},
	}
}

// escalated puts an obstacle of the science division with the effect as its first option before the director, and returns the task,
// the obstacle's code and the decision page's form as the director has it.
func (p *portal) escalated(effect reform.Effect) (task reform.Task, to string, form url.Values) {
	p.t.Helper()
	task, obstacle := p.Blocked(p.Science)
	p.Escalated(small.Options(effect), obstacle)
	to = paths.ToObstacleDecision(obstacle.Code)
	return task, to, p.as(p.Leader).get(to).page(p.t).form(to).values
}

func TestLeaderDecidesOnAPageThatSpellsOutWhatHappens(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, to, form := p.escalated(p.Effect(reform.EffectDeadline))
	leader := p.as(p.Leader)
	day := p.App.Today().AddDays(45).Vietnamese()
	sentence := "Hạn của " + task.Code + " đổi từ " + task.DueOn.Vietnamese() + " thành " + day + "."
	shows(t, leader.get(to), "Đề nghị lãnh đạo Sở làm việc với Sở Tư pháp hoặc lùi hạn.", "Cho phép lùi hạn nhiệm vụ?", "Văn phòng đề xuất", sentence,
		"Không thay đổi nhiệm vụ.", "Cần thêm thông tin", "Đưa ra giao ban", "Trả lại Văn phòng", "Diễn biến (4)")
	form.Set("phuong_an", "1")
	form.Set("y_kien", "Đồng ý lùi hạn, báo cáo hằng tuần.")
	got := leader.post(to, form)
	want(t, "deciding", got, http.StatusSeeOther)
	shows(t, leader.get(got.to()), "Đã ban hành ý kiến chỉ đạo.", "Đồng ý lùi hạn, báo cáo hằng tuần.", "Phương án 1: Chấp thuận đề nghị của đơn vị", sentence, p.Leader.Name)
	shows(t, p.as(p.Science.Officer).get(paths.ToTask(task.Code)), "Hạn "+day, "Đồng ý lùi hạn, báo cáo hằng tuần. (VM-001)", "quyết định theo vướng mắc: hạn mới "+day, "Ý kiến chỉ đạo")
	again := leader.post(to, form)
	want(t, "the same form again", again, http.StatusSeeOther)
	if again.to() != got.to() {
		t.Errorf("the same form again leads to %q", again.to())
	}
}

func TestOwnEffectIsShownBeforeItIsIssued(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, to, form := p.escalated(p.Effect(reform.EffectDeadline))
	leader, day := p.as(p.Leader), p.App.Today().AddDays(60).Vietnamese()
	for name, value := range map[string]string{
		"phuong_an": cards.OwnValue, "khac_tac_dong": "deadline", "khac_han_moi": day, "y_kien": "Lùi thêm.", "giao_don_vi": id(p.Units.Digital.ID),
		"giao_noi_dung": "Hỗ trợ số liệu", "giao_han_moi": day,
	} {
		form.Set(name, value)
	}
	got := leader.post(to, form)
	want(t, "issuing unseen", got, http.StatusUnprocessableEntity)
	said := "Hạn của " + task.Code + " đổi từ " + task.DueOn.Vietnamese() + " thành " + day + "."
	given := "Giao Phòng Chuyển đổi số: “Hỗ trợ số liệu”, chậm nhất ngày " + day + "; thành một nhiệm vụ mới."
	shows(t, got, "Xem phần “Khi ban hành”", said, given)
	back := got.page(t)
	back.sound()
	back.saysWrong(reform.ToldField)
	form.Del(cards.ShownField(cards.OwnValue))
	form.Del(cards.ShownField(cards.ShownInstruction))
	back.keeps(back.form(to), form)
	want(t, "issuing seen", leader.post(to, back.form(to).values), http.StatusSeeOther)
	if now := p.Read(task.Code); now.DueOn != p.App.Today().AddDays(60) {
		t.Errorf("the task is due %s", now.DueOn)
	}
	shows(t, leader.get(to), "Ý kiến khác", said, given, "Nhiệm vụ đã giao")
}

func TestPreviewDecidesNothing(t *testing.T) {
	t.Parallel()
	p := open(t)
	_, to, form := p.escalated(p.Effect(reform.EffectDeadline))
	leader := p.as(p.Leader)
	form.Set("phuong_an", cards.OwnValue)
	form.Set("khac_tac_dong", string(reform.EffectRefer))
	form.Set("khac_noi_dung", "Cho phép lùi hạn chung")
	form.Set("khac_han_moi", "15/12/2026")
	form.Set("y_kien", "Báo cáo tỉnh.")
	form.Set("viec", cards.Preview)
	got := leader.post(to, form)
	want(t, "the preview", got, http.StatusOK)
	shows(t, got, "Báo cáo UBND tỉnh Hưng Yên: “Cho phép lùi hạn chung”; cần trả lời trước ngày 15/12/2026, theo dõi đến khi có trả lời.")
	got.page(t).keeps(got.page(t).form(to), url.Values{"y_kien": {"Báo cáo tỉnh."}, "khac_noi_dung": {"Cho phép lùi hạn chung"}})
	form.Set("khac_han_moi", "31/02/2027")
	shows(t, leader.post(to, form), "Nhập đủ quyết định khác", "31/02/2027")
	sent := got.page(t).form(to).values
	want(t, "issuing what the preview showed", leader.post(to, sent), http.StatusSeeOther)
}

func TestDecisionOnATaskThatMovedMeanwhileComesBackWithWhatWasTyped(t *testing.T) {
	t.Parallel()
	p := open(t)
	task, to, form := p.escalated(p.Effect(reform.EffectDeadline))
	p.Extension(reform.ExtensionGranted, task, p.Science)
	leader := p.as(p.Leader)
	form.Set("phuong_an", "1")
	form.Set("y_kien", "Giữ lại lời này.")
	got := leader.post(to, form)
	want(t, "deciding on what has moved", got, http.StatusConflict)
	shows(t, got, "đổi từ "+p.Read(task.Code).DueOn.Vietnamese(), "chưa có gì được ban hành")
	back := got.page(t)
	back.keeps(back.form(to), url.Values{"y_kien": {"Giữ lại lời này."}, "phuong_an": {"1"}})
	want(t, "deciding on what is shown now", leader.post(to, back.form(to).values), http.StatusSeeOther)
}

func TestLeaderWhoComesSecondKeepsWhatTheyTyped(t *testing.T) {
	t.Parallel()
	p := open(t)
	_, to, form := p.escalated(p.Effect(reform.EffectDeadline))
	leader := p.as(p.Leader)
	code := strings.Split(to, "/")[2]
	if err := p.App.DecideObstacle(t.Context(), p.Leader.Actor, p.Deciding(p.Leader, code, 2)); err != nil {
		t.Fatal(err)
	}
	form.Set("phuong_an", "1")
	form.Set("y_kien", "Lời của người đến sau.")
	got := leader.post(to, form)
	want(t, "deciding what is decided", got, http.StatusConflict)
	shows(t, got, "Đã quyết định", "Phương án 2: Không chấp thuận", "Ý kiến bạn đã nhập, chưa được ban hành", "Lời của người đến sau.")
	got.page(t).sound()
}

func TestLeaderOutsideTheirFieldHasNoDecisionPage(t *testing.T) {
	t.Parallel()
	p := open(t)
	_, to, form := p.escalated(p.Effect(reform.EffectDeadline))
	vice := p.as(p.ViceLeader)
	got := vice.get(to)
	want(t, "the page", got, http.StatusForbidden)
	shows(t, got, "lĩnh vực bạn không phụ trách")
	form.Set("phuong_an", "1")
	form.Set("y_kien", "Đồng ý.")
	want(t, "the decision", vice.post(to, form), http.StatusForbidden)
}

func TestWhatIsTypedOnTheDecisionPageIsKeptAsADraft(t *testing.T) {
	t.Parallel()
	p := open(t)
	_, to, form := p.escalated(p.Effect(reform.EffectDeadline))
	leader := p.as(p.Leader)
	form.Set("phuong_an", "2")
	form.Set("y_kien", "Nháp ý kiến.")
	want(t, "saving", leader.post(paths.Drafts, form), http.StatusSeeOther)
	got := leader.get(to).page(t)
	got.keeps(got.form(to), url.Values{"y_kien": {"Nháp ý kiến."}, "phuong_an": {"2"}})
	if got.form(to).values.Get(cards.ShownField("1")) == "" {
		t.Error("the draft took the place of what the page says")
	}
}

func TestLetterIsRecordedOnItsPage(t *testing.T) {
	t.Parallel()
	p := open(t)
	_, obstacle := p.Decided(p.Effect(reform.EffectRefer))
	clerk, due := p.as(p.Clerk), p.Effect(reform.EffectRefer).DueOn
	list := clerk.get(paths.Referrals)
	shows(t, list, "Chờ trả lời (1)", "Chưa gửi", obstacle.Code, due.Vietnamese())
	letters, err := p.DB.CardReferrals(t.Context(), policy.See(p.Clerk.Actor, policy.TaskRead), obstacle.CardID)
	if err != nil {
		t.Fatal(err)
	}
	to := paths.ToReferral(letters[0].ID)
	form := clerk.get(to).page(t).form(to).values
	form.Set("so", "125/SKHCN-VP")
	form.Set("ngay", p.App.Today().Vietnamese())
	want(t, "sending", clerk.post(to, form), http.StatusSeeOther)
	p.Clock.Set(due.AddDays(1).Start().Add(9 * 3600e9))
	delete(p.known, p.Clerk.Username) // that session has ended
	clerk = p.as(p.Clerk)
	shows(t, clerk.get(paths.Referrals), "Đã gửi, chờ trả lời, quá ngày cần trả lời")
	form = clerk.get(to).page(t).form(to).values
	form.Set("ngay_tra_loi", due.Vietnamese())
	form.Set("tra_loi", "Đồng ý về chủ trương.")
	want(t, "answering", clerk.post(to, form), http.StatusSeeOther)
	shows(t, clerk.get(paths.ToReferrals(true)), "Đã có trả lời", "125/SKHCN-VP")
	shows(t, p.as(p.Science.Officer).get(to), "Đồng ý về chủ trương.")
	for _, f := range p.as(p.Science.Officer).get(to).page(t).forms() {
		if f.action == to {
			t.Error("an officer is offered the form that records the letter")
		}
	}
}

func TestTaskOfAnInstructionSaysWhereItComesFrom(t *testing.T) {
	t.Parallel()
	p := open(t)
	_, obstacle := p.Decided(p.Effect(reform.EffectInstruction))
	effects, err := p.DB.IssuedEffects(t.Context(), policy.See(p.Leader.Actor, policy.TaskRead), obstacle.CardID)
	if err != nil || len(effects) != 1 {
		t.Fatal(effects, err)
	}
	to := paths.ToTask(effects[0].TaskCode)
	shows(t, p.as(p.Clerk).get(to), "Theo ý kiến chỉ đạo", obstacle.Code, "Đồng ý, đơn vị chịu trách nhiệm về tiến độ.", p.Leader.Name)
	if !strings.Contains(p.as(p.Clerk).get(to).body, paths.ToObstacle(obstacle.Code)) {
		t.Error("the Office is not led to the obstacle")
	}
	other := p.as(p.Digital.Officer).get(to)
	shows(t, other, "Theo ý kiến chỉ đạo", obstacle.Code)
	if strings.Contains(other.body, paths.ToObstacle(obstacle.Code)) {
		t.Error("a unit out of whose reach the obstacle lies is led to it")
	}
	shows(t, p.as(p.Leader).get(paths.ToObstacleDecision(obstacle.Code)), effects[0].TaskCode)
	if _, err := p.App.DecisionPage(t.Context(), p.Leader.Actor, obstacle.Code, reform.Decision{}); err != nil {
		t.Error(err)
	}
}
