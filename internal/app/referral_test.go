package app_test

import (
	"strings"
	"testing"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestLetterIsRecordedUntilItIsAnswered(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	_, obstacle := d.Decided(d.Effect(reform.EffectRefer))
	letters, err := d.DB.CardReferrals(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), obstacle.CardID)
	if err != nil {
		t.Fatal(err)
	}
	letter, today := letters[0], d.App.Today()
	sent := reform.ReferralNote{Addressee: letter.Addressee, Number: "125/SKHCN-VP", SentOn: today}
	for _, who := range []small.Member{d.Leader, d.Science.Head, d.Observer} {
		_, err := d.App.RecordReferral(t.Context(), who.Actor, app.RecordReferral{ID: letter.ID, Seen: letter.Version, ReferralNote: sent})
		if fault.KindOf(err) != fault.Forbidden || err == nil {
			t.Errorf("%s records a letter: %v", who.Username, err)
		}
	}
	if _, err := d.App.RecordReferral(t.Context(), d.Clerk.Actor, app.RecordReferral{ID: letter.ID, Seen: letter.Version, ReferralNote: sent}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.App.RecordReferral(t.Context(), d.Clerk.Actor, app.RecordReferral{ID: letter.ID, Seen: letter.Version, ReferralNote: sent}); fault.KindOf(err) != fault.Conflict || err == nil {
		t.Errorf("a stale page records a letter: %v", err)
	}
	list, err := d.App.ReferralList(t.Context(), d.Chief.Actor, false, 1)
	if err != nil || list.Total != 1 || list.Letters[0].State() != reform.ReferralSent || !list.Letters[0].Late(letter.AnswerBy.AddDays(1)) {
		t.Fatalf("the letters are %+v (%v)", list, err)
	}
	answered := sent
	answered.AnsweredOn, answered.AnswerNumber, answered.Answer = today, "88/UBND-NC", "Đồng ý về chủ trương."
	if _, err := d.App.RecordReferral(t.Context(), d.Clerk.Actor, app.RecordReferral{ID: letter.ID, Seen: letter.Version + 1, ReferralNote: answered}); err != nil {
		t.Fatal(err)
	}
	for waiting, want := range map[bool]int{false: 0, true: 1} {
		if list, err := d.App.ReferralList(t.Context(), d.Chief.Actor, waiting, 7); err != nil || list.Total != want || len(list.Letters) != want || list.Waiting != 0 {
			t.Errorf("answered %v: %+v (%v)", waiting, list, err)
		}
	}
}

func TestLetterOutOfReachIsNotFound(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	_, obstacle := d.Decided(d.Effect(reform.EffectRefer))
	letters, _ := d.DB.CardReferrals(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), obstacle.CardID)
	for _, who := range []small.Member{d.Digital.Officer, d.Centre.Head} {
		if _, err := d.App.ReferralPage(t.Context(), who.Actor, letters[0].ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s reads the letter: %v", who.Username, err)
		}
		if list, err := d.App.ReferralList(t.Context(), who.Actor, false, 1); err != nil || list.Total != 0 {
			t.Errorf("%s lists %+v (%v)", who.Username, list.Letters, err)
		}
	}
	if page, err := d.App.ReferralPage(t.Context(), d.Science.Officer.Actor, letters[0].ID); err != nil || page.MayRecord {
		t.Errorf("its own unit's officer: %+v (%v)", page, err)
	}
}

func TestLetterIsCheckedFieldByField(t *testing.T) {
	t.Parallel()
	today := calendar.NewDate(2026, 11, 23)
	good := reform.ReferralNote{Addressee: "UBND tỉnh Hưng Yên", Number: "125/SKHCN-VP", SentOn: today.AddDays(-3)}
	cases := map[string]func(*reform.ReferralNote){
		"noi_nhan":     func(n *reform.ReferralNote) { n.Addressee = "" },
		"so":           func(n *reform.ReferralNote) { n.Number = "" },
		"ngay":         func(n *reform.ReferralNote) { n.SentOn = today.AddDays(1) },
		"ngay_tra_loi": func(n *reform.ReferralNote) { n.Answer, n.AnsweredOn = "Đồng ý.", today.AddDays(-4) },
		"tra_loi":      func(n *reform.ReferralNote) { n.AnsweredOn = today },
		"so_tra_loi": func(n *reform.ReferralNote) {
			n.AnswerNumber, n.Answer, n.AnsweredOn = strings.Repeat("x", 101), "Đồng ý.", today
		},
	}
	if err := good.Check(today); err != nil {
		t.Errorf("a good note: %v", err)
	}
	for field, spoil := range cases {
		note := good
		spoil(&note)
		if f, wrong := fault.As(note.Check(today)); !wrong || len(f.Fields) != 1 || f.Fields[0].Name != field {
			t.Errorf("%s: %v", field, note.Check(today))
		}
	}
}
