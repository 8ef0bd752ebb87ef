package reform_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cchc/internal/reform"
)

// The people of one obstacle, and the unit whose it is.
const (
	author, officer, leader, unit int64 = 11, 12, 13, 77
)

// audience names who the audience is.
func audience(a reform.Audience) string {
	var names []string
	for id, name := range map[int64]string{author: "author", officer: "officer", leader: "leader"} {
		if slices.Contains(a.People, id) {
			names = append(names, name)
		}
	}
	if slices.Contains(a.HeadsOf, unit) {
		names = append(names, "heads")
	}
	if a.Office {
		names = append(names, "office")
	}
	if a.Leaders {
		names = append(names, "leaders")
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

func TestWhoIsToldOfEachStepAndInWhichWords(t *testing.T) {
	t.Parallel()
	const all, withOffice = "author heads officer", "author heads office officer"
	want := map[string][]string{
		"draft submit":       {"heads: cần bạn xác nhận", all + ": đã gửi, chờ lãnh đạo đơn vị xác nhận"},
		"returned submit":    {"heads: cần bạn xác nhận", all + ": đã gửi, chờ lãnh đạo đơn vị xác nhận"},
		"submitted confirm":  {"office: cần Văn phòng tiếp nhận", all + ": đơn vị đã xác nhận, chờ Văn phòng tiếp nhận"},
		"submitted return":   {"author officer: bị trả lại, cần sửa rồi gửi lại", all + ": bị trả lại để sửa"},
		"confirmed return":   {"author officer: bị trả lại, cần sửa rồi gửi lại", all + ": bị trả lại để sửa"},
		"received return":    {"author officer: bị trả lại, cần sửa rồi gửi lại", all + ": bị trả lại để sửa"},
		"confirmed receive":  {all + ": Văn phòng đã tiếp nhận, đang xử lý"},
		"received ask":       {all + ": Văn phòng hỏi lại, cần đơn vị bổ sung"},
		"asked answer":       {"office: đã có bổ sung, cần Văn phòng xử lý tiếp", all + ": đã gửi bổ sung cho Văn phòng"},
		"received resolve":   {all + ": Văn phòng đã giải quyết, cần đơn vị xác nhận đã gỡ"},
		"received escalate":  {"leader: cần bạn quyết định", withOffice + ": đã trình, chờ lãnh đạo Sở quyết định"},
		"escalated query":    {withOffice + ": lãnh đạo Sở cần thêm thông tin, cần trả lời"},
		"queried answer":     {"leader: đã có thông tin bạn hỏi, cần bạn quyết định", withOffice + ": đã bổ sung, chờ lãnh đạo Sở quyết định"},
		"escalated table":    {"author heads leader office officer: đưa ra giao ban"},
		"escalated decide":   nil,
		"resolved close":     {withOffice + ": đã gỡ xong, đã đóng"},
		"decided close":      {withOffice + ": đã gỡ xong, đã đóng"},
		"resolved reopen":    {"office: đơn vị báo vẫn còn vướng, cần Văn phòng xử lý lại", "author heads leader officer: vẫn còn vướng, Văn phòng xử lý lại"},
		"decided reopen":     {"office: đơn vị báo vẫn còn vướng, cần Văn phòng xử lý lại", "author heads leader officer: vẫn còn vướng, Văn phòng xử lý lại"},
		"submitted withdraw": {"author heads leader officer: đã rút, không cần xử lý nữa"},
		"returned withdraw":  {"author heads leader officer: đã rút, không cần xử lý nữa"},
		"escalated send_back": {
			"office: lãnh đạo Sở trả lại, cần Văn phòng xử lý tiếp", all + ": lãnh đạo Sở trả lại Văn phòng xử lý tiếp",
		},
	}
	for _, from := range []string{"confirmed", "received", "asked", "escalated", "queried"} {
		want[from+" withdraw"] = []string{"author heads leader office officer: đã rút, không cần xử lý nữa"}
	}
	for _, step := range reform.ObstacleFlow.Steps {
		name := fmt.Sprintf("%s %s", step.From, step.Act)
		o := reform.Obstacle{Code: "VM-034", AuthorID: author, OfficerID: officer, UnitID: unit}
		o.State = step.To
		words, known := want[name]
		if !known {
			t.Errorf("nobody said who is told of %s", name)
		}
		var got []string
		for _, word := range (reform.ObstacleMove{Becomes: o, Act: step.Act, From: step.From}).Tells(leader, false) {
			got = append(got, audience(word.To)+": "+strings.TrimPrefix(word.Title, "VM-034: "))
		}
		if !slices.Equal(got, words) {
			t.Errorf("%s tells %q, want %q", name, got, words)
		}
	}
}

func TestObstacleRaisedByAHeadAsksTheLeadersInstead(t *testing.T) {
	t.Parallel()
	o := reform.Obstacle{Code: "VM-034", AuthorID: author, OfficerID: officer, UnitID: unit}
	o.State = reform.ObstacleSubmitted
	words := reform.ObstacleMove{Becomes: o, Act: reform.ObstacleSubmit, From: reform.ObstacleDraft}.Tells(0, true)
	if audience(words[0].To) != "heads leaders" || !slices.Contains(words[0].To.But, author) {
		t.Errorf("%+v", words[0])
	}
}

func TestClockThatRanOutTellsWhomItWaitsForAndOfALeaderTheOfficeToo(t *testing.T) {
	t.Parallel()
	for state, want := range map[reform.ObstacleState][]string{
		reform.ObstacleSubmitted: {"heads: VM-034: quá hạn 05/02/2027, cần bạn xác nhận"},
		reform.ObstacleConfirmed: {"office: VM-034: quá hạn 05/02/2027, cần Văn phòng tiếp nhận"},
		reform.ObstacleReceived:  {"office: VM-034: quá hạn 05/02/2027, cần Văn phòng giải quyết hoặc trình lãnh đạo"},
		reform.ObstacleEscalated: {
			"leader: VM-034: quá hạn 05/02/2027, cần bạn quyết định", "office: VM-034: quá hạn 05/02/2027, đang chờ Lê Văn Phước quyết định",
		},
		reform.ObstacleAsked: nil,
	} {
		o := reform.LateObstacle{Code: "VM-034", UnitID: unit, AuthorID: author, LeaderID: leader, Leader: "Lê Văn Phước"}
		o.State, o.DueOn = state, february(5)
		var got []string
		for _, word := range o.Tells() {
			got = append(got, audience(word.To)+": "+word.Title)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s tells %q, want %q", state, got, want)
		}
	}
}
