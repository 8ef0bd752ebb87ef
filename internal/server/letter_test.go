package server_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/server"
)

// letterNudge is the nudge of the third rung whose letter waits to be signed.
func (l *land) letterNudge() reform.Nudge {
	at := slices.IndexFunc(l.nudges, func(n reform.Nudge) bool { return n.State == reform.NudgePrepared })
	return l.nudges[at]
}

// letterTargets are the letter of the nudge and the steps of it, with what policy says of each.
func (l *land) letterTargets(route server.Route, who small.Member, nudge reform.Nudge) []target {
	switch sees := nudgeFate(who, nudge); {
	case route.Pattern == paths.NudgeLetter && sees == allowed && who.Reach(policy.NudgeRead) != policy.All:
		return []target{{paths.ToNudgeLetter(nudge.Code), forbidden}}
	case route.Pattern == paths.NudgeLetter && nudge.Rung != reform.RungLetter, route.Pattern == paths.NudgeLetter && sees == missing:
		return []target{{paths.ToNudgeLetter(nudge.Code), missing}}
	case route.Pattern == paths.NudgeLetter:
		return []target{{paths.ToNudgeLetter(nudge.Code), allowed}}
	case route.Pattern == paths.NudgeAct && nudge.Rung != reform.RungLetter:
		return []target{{paths.ToNudgeAct(nudge.Code, "sign"), missing}}
	case route.Pattern == paths.NudgeAct:
		signs := map[bool]fate{true: allowed, false: forbidden}[who.Reach(policy.NudgeSign) == policy.All]
		return []target{{paths.ToNudgeAct(nudge.Code, "sign"), signs}, {paths.ToNudgeAct(nudge.Code, "recall"), missing}, {paths.ToNudgeAct(nudge.Code, "khong-co"), missing}}
	}
	return nil
}

func TestLetterIsTakenOutSignedAndSent(t *testing.T) {
	t.Parallel()
	p := open(t)
	nudge := p.Prepared(p.InProgress(p.Science))
	clerk, chief := p.as(p.Clerk), p.as(p.Chief)
	sign, drop := paths.ToNudgeAct(nudge.Code, "sign"), paths.ToNudgeAct(nudge.Code, "drop")
	page := clerk.get(paths.ToNudge(nudge.Code)).page(t)
	if links := page.links(); !slices.Contains(links, paths.ToNudgeLetter(nudge.Code)) || !slices.Contains(links, drop) || slices.Contains(links, sign) {
		t.Errorf("the clerk is led to %q", links)
	}
	got := clerk.get(paths.ToNudgeLetter(nudge.Code))
	want(t, "the letter", got, http.StatusOK)
	if got.Header.Get("Content-Type") != "application/vnd.openxmlformats-officedocument.wordprocessingml.document" || !strings.HasPrefix(got.body, "PK") ||
		!strings.HasPrefix(got.Header.Get("Content-Disposition"), `attachment; filename="cong-van-don-doc-dd-2026-001.docx"`) || got.Header.Get("Content-Length") != strconv.Itoa(len(got.body)) {
		t.Errorf("the letter comes as %v", got.Header)
	}
	if links := chief.get(paths.ToNudge(nudge.Code)).page(t).links(); !slices.Contains(links, sign) {
		t.Error("the chief is not led to the form that records the signature")
	}
	form := chief.get(sign).page(t).form(sign).values
	if form.Get("nguoi_ky") != id(p.Chief.Person) || form.Get("tra_loi_truoc") != "24/11/2026" || form.Get("gio") != "17:00" || form.Get("ngay") != "23/11/2026" {
		t.Errorf("the form begins with %v", form)
	}
	stale := url.Values{}
	for name, values := range form {
		stale[name] = values
	}
	form.Set("so", "5")
	form.Set("tra_loi_truoc", "26/11/2026")
	done := chief.post(sign, form)
	want(t, "signed", done, http.StatusSeeOther)
	shows(t, chief.get(done.to()), "Đã ghi công văn 05/SKHCN-VP", "05/SKHCN-VP ngày 23/11/2026", "Sắp gửi", "17:00 26/11/2026")
	stale.Set("so", "126")
	stale.Del("ma_gui")
	want(t, "signed again from a page opened before", chief.post(sign, stale), http.StatusConflict)
	want(t, "dropped afterwards", clerk.get(drop), http.StatusConflict)
	p.Clock.Advance(reform.RecallTime)
	if err := p.App.SendNudges(t.Context(), nudge.BatchID); err != nil {
		t.Fatal(err)
	}
	shows(t, p.as(p.Science.Head).get(paths.ToNudge(nudge.Code)), "05/SKHCN-VP")
	if slices.Contains(p.as(p.Science.Head).get(paths.ToNudge(nudge.Code)).page(t).links(), paths.ToNudgeLetter(nudge.Code)) {
		t.Error("the unit has a link to the letter, which is refused")
	}
}

func TestLetterThatIsDroppedReachesNobody(t *testing.T) {
	t.Parallel()
	p := open(t)
	nudge := p.Prepared(p.InProgress(p.Science))
	clerk := p.as(p.Clerk)
	drop := paths.ToNudgeAct(nudge.Code, "drop")
	asked := clerk.get(drop)
	shows(t, asked, "Bỏ dự thảo công văn DD-2026-001?", p.Units.Science.Name)
	done := clerk.post(drop, asked.page(t).form(drop).values)
	want(t, "dropped", done, http.StatusSeeOther)
	after := clerk.get(done.to())
	shows(t, after, "Đã bỏ dự thảo công văn")
	if slices.Contains(after.page(t).links(), paths.ToNudgeLetter(nudge.Code)) {
		t.Error("a dropped letter can still be taken out")
	}
	want(t, "the dropped letter", clerk.get(paths.ToNudgeLetter(nudge.Code)), http.StatusConflict)
}
