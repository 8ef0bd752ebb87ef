package app_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// say has the team's officer raise an obstacle of that title and detail on a task of theirs.
func say(t *testing.T, d *small.Department, team small.Team, title, detail string) reform.Obstacle {
	t.Helper()
	blocking := d.Blocking()
	blocking.Title, blocking.Detail = title, detail
	blocking.Tried, blocking.Request = "Đã làm việc riêng với nhà thầu.", "Đề nghị cấp thêm kinh phí riêng."
	o, err := d.App.RaiseObstacle(t.Context(), team.Officer.Actor, app.RaiseObstacle{Code: d.InProgress(team).Code, Blocking: blocking})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func alike(t *testing.T, d *small.Department, who small.Member, text string) []reform.SimilarObstacle {
	t.Helper()
	found, err := d.App.SimilarObstacles(t.Context(), who.Actor, text, "")
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func names(found []reform.SimilarObstacle) []string {
	var codes []string
	for _, o := range found {
		codes = append(codes, o.Code)
	}
	return codes
}

// resolve has the Office resolve the obstacle with these words.
func resolve(t *testing.T, d *small.Department, o reform.Obstacle, team small.Team, words string) {
	t.Helper()
	d.StepObstacle(o.Code, team.Head, reform.ObstacleConfirm)
	d.StepObstacle(o.Code, d.Clerk, reform.ObstacleReceive)
	in := app.MoveObstacle{Code: o.Code, Act: reform.ObstacleResolve, Seen: d.ReadObstacle(o.Code).Version, Note: words}
	if err := d.App.MoveObstacle(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
}

func TestObstaclesAlikeAreFoundAcrossUnitsAndWithoutTones(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	law := say(t, d, d.Digital, "Chưa có ý kiến của Sở Tư pháp về dự thảo danh mục thủ tục", "")
	line := say(t, d, d.Centre, "Kết nối cơ sở dữ liệu quốc gia về dân cư rất chậm", "")
	say(t, d, d.Branch, "Thiếu kinh phí mua thiết bị đo kiểm", "")
	for text, want := range map[string][]string{
		"Chưa có ý kiến của Sở Tư pháp":                                            {law.Code},
		"chua co y kien so tu phap":                                                {law.Code},
		"Sở Tư pháp chậm trả lời dự thảo danh mục":                                 {law.Code},
		"Sở Tư pháp chưa cho ý kiến về dự thảo danh mục thủ tục hành chính nội bộ": {law.Code},
		"ket noi co so du lieu dan cu":                                             {line.Code},
		"cơ sở dữ liệu dân cư kết nối chậm":                                        {line.Code},
		"Phòng họp bị dột":                                                         nil,
		"Chư":                                                                      nil,
	} {
		if got := names(alike(t, d, d.Science.Officer, text)); !slices.Equal(got, want) {
			t.Errorf("%q is likened to %v, want %v", text, got, want)
		}
	}
	if found, err := d.App.SimilarObstacles(t.Context(), d.Digital.Officer.Actor, law.Title, law.Code); err != nil || len(found) != 0 {
		t.Errorf("an obstacle is likened to itself: %v (%v)", found, err)
	}
	d.StepObstacle(law.Code, d.Digital.Officer, reform.ObstacleWithdraw)
	if got := alike(t, d, d.Science.Officer, law.Title); len(got) != 0 {
		t.Errorf("a withdrawn one is likened: %v", got)
	}
}

func TestWhatStillBlocksStandsBeforeWhatWasLiftedAndHow(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	title := "Phần mềm một cửa chưa kết nối hệ thống của tỉnh"
	for n := range 4 {
		resolve(t, d, say(t, d, d.Digital, title, ""), d.Digital, "Đã nối qua trục liên thông, lần "+string(rune('1'+n))+".")
	}
	open := say(t, d, d.Branch, "Phần mềm một cửa điện tử chưa kết nối với hệ thống tỉnh", "")
	for range 4 {
		say(t, d, d.Centre, title, "")
	}
	d.Clock.Advance(48 * time.Hour)
	found := alike(t, d, d.Science.Officer, title)
	if len(found) != reform.SimilarMost {
		t.Fatalf("%d are offered", len(found))
	}
	lifted := 0
	for i, o := range found {
		if o.LiftedAt == nil != (o.Answer == "") || o.LiftedAt != nil && !strings.HasPrefix(o.Answer, "Đã nối qua trục") {
			t.Errorf("%+v", o)
		}
		if o.LiftedAt != nil {
			lifted++
		} else if lifted > 0 {
			t.Errorf("number %d still blocks and stands behind one that was lifted", i+1)
		}
	}
	if lifted < 2 || lifted > 3 {
		t.Errorf("%d of the five were lifted: neither kind may crowd the other out", lifted)
	}
	if best := alike(t, d, d.Science.Officer, open.Title)[0]; best.Code != open.Code {
		t.Errorf("the nearest is %s, want %s", best.Code, open.Code)
	}
}

// What another unit's people see of an obstacle is its outline and nothing else; nor can they guess the rest.
func TestAnotherUnitSeesTheOutlineOfAnObstacleAndNothingElse(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	o := say(t, d, d.Digital, "Máy chủ dùng chung hay dừng", "Nhà thầu Bình Minh chậm bảo trì tủ mạng tầng ba")
	task, err := d.DB.Task(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), o.TaskCode)
	if err != nil {
		t.Fatal(err)
	}
	for _, who := range []small.Member{d.Science.Officer, d.Science.Head, d.Colleague, d.Centre.Officer, d.Branch.Head} {
		found := alike(t, d, who, "máy chủ dùng chung")
		if len(found) != 1 || found[0].InReach || found[0].Code != o.Code || found[0].Unit != d.Units.Digital.Name || found[0].Cause != o.Cause || found[0].State != o.State {
			t.Fatalf("%s sees %+v", who.Username, found)
		}
		whole, _ := json.Marshal(found)
		for _, hidden := range []string{"Bình Minh", "nhà thầu", "kinh phí riêng", task.Code, task.Title, d.Digital.Officer.Name} {
			if strings.Contains(string(whole), hidden) {
				t.Errorf("%s is told %q: %s", who.Username, hidden, whole)
			}
		}
		if got := alike(t, d, who, "nhà thầu Bình Minh chậm bảo trì tủ mạng"); len(got) != 0 {
			t.Errorf("%s finds by guessing what the unit wrote: %v", who.Username, got)
		}
	}
	for _, who := range []small.Member{d.Digital.Officer, d.Digital.Head, d.Clerk, d.Leader, d.Observer} {
		if got := alike(t, d, who, "nhà thầu Bình Minh chậm bảo trì tủ mạng"); len(got) != 1 || !got[0].InReach {
			t.Errorf("%s, who may read it, finds %v", who.Username, got)
		}
	}
	if got := alike(t, d, d.Admin, "máy chủ dùng chung"); len(got) != 0 {
		t.Errorf("the administrator sees %v", got)
	}
}
