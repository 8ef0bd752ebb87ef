package app_test

import (
	"maps"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func TestStepsOfACardTellTheLeaderTheOfficeAndTheUnitOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := d.Received(d.Science, reform.AreaProcedures)
	ctx := t.Context()
	forget(t, d)
	unit, office := map[string]string{"annv": "", "khanhdv": ""}, map[string]string{"maint": "", "namvv": "", "hunghv": ""}
	expect := func(claim string, by small.Member, words ...any) {
		t.Helper()
		want := map[string]string{}
		for i := 0; i < len(words); i += 2 {
			for name := range words[i].(map[string]string) {
				want[name] = words[i+1].(string)
			}
		}
		delete(want, by.Username)
		hears(t, d, claim, want)
	}
	everyone := map[string]string{"hoalt": ""}
	maps.Copy(everyone, unit)
	maps.Copy(everyone, office)
	vice := map[string]string{"hoalt": ""}
	step := func() app.StepCard {
		return app.StepCard{Code: o.Code, Seen: d.ReadCard(o.Code).Version, Note: "Nội dung của bước này."}
	}
	answer := func(by small.Member) error {
		return d.App.AnswerQuery(ctx, by.Actor, app.AnswerQuery{Code: o.Code, Seen: d.ReadObstacle(o.Code).Version, Note: "Còn hai thủ tục."})
	}
	d.Card(reform.CardDraft, d.ViceLeader, o)
	hears(t, d, "written by the Office", nil)
	d.Card(reform.CardSent, d.ViceLeader, o)
	expect("sent by the chief", d.Chief, everyone, "đã trình, chờ lãnh đạo Sở quyết định", vice, "cần bạn quyết định")
	must(t, d.App.QueryCard(ctx, d.ViceLeader.Actor, step()))
	expect("queried", d.ViceLeader, unit, "cần thêm thông tin, cần trả lời", office, "cần thêm thông tin, cần trả lời")
	must(t, answer(d.Science.Officer))
	expect("answered", d.Science.Officer, everyone, "đã bổ sung, chờ lãnh đạo Sở quyết định", vice, "đã có thông tin bạn hỏi")
	must(t, d.App.TableCard(ctx, d.Leader.Actor, app.TableCard{Code: o.Code, Seen: d.ReadCard(o.Code).Version, On: d.App.Today().AddDays(7)}))
	expect("put on the agenda by the director", d.Leader, everyone, "đưa ra giao ban")
	d.Clock.Advance(12 * 24 * time.Hour)
	must(t, d.App.TellLateObstacles(ctx)) // a Saturday
	hears(t, d, "run out, on a Saturday", nil)
	d.Clock.Advance(2 * 24 * time.Hour)
	must(t, d.App.TellLateObstacles(ctx))
	expect("run out", small.Member{}, office, "đang chờ Lương Thị Hoa quyết định", vice, "quá hạn 30/11/2026, cần bạn quyết định")
	must(t, d.App.TableCard(ctx, d.Leader.Actor, app.TableCard{Code: o.Code, Seen: d.ReadCard(o.Code).Version, On: d.App.Today().AddDays(7)}))
	expect("put on another agenda", d.Leader, everyone, "đưa ra giao ban")
	must(t, d.App.TellLateObstacles(ctx))
	hears(t, d, "the same clock, on another agenda", nil)
	must(t, d.App.SendCardBack(ctx, d.ViceLeader.Actor, step()))
	expect("sent back", d.ViceLeader, unit, "trả lại Văn phòng xử lý tiếp", office, "cần Văn phòng xử lý tiếp")
	d.Card(reform.CardSent, d.ViceLeader, d.ReadObstacle(o.Code))
	forget(t, d)
	d.StepObstacle(o.Code, d.Science.Officer, reform.ObstacleWithdraw)
	expect("withdrawn", d.Science.Officer, everyone, "đã rút, không cần xử lý nữa")
}
