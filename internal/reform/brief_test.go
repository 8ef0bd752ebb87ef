package reform_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"cchc/internal/reform"
)

// keptLongAgo is a brief as the database has it: its words are those that every later program reads.
const keptLongAgo = `{"Code":"CS-2026-001","Meeting":{"Code":"GB-2026-001","Series":"Giao ban tuần","SitsAt":"2026-11-23T01:00:00Z","Place":"Phòng họp","Chair":"Lê Văn Phước"},
"At":"2026-11-23T00:30:00Z","Since":"2026-11-16T00:30:00Z","SinceCode":"CS-2026-000","Author":"Nguyễn Thị Mai",
"Numbers":{"Now":{"OnTime":80,"Late":4,"InTime":31,"Overdue":13,"Undated":2},"First":{"OnTime":1,"Late":2,"InTime":3,"Overdue":4,"Undated":5},
"Before":{"OnTime":1,"Late":2,"InTime":3,"Overdue":4,"Undated":5},"FirstBefore":{"OnTime":1,"Late":2,"InTime":3,"Overdue":4,"Undated":5},"Wait":{"Now":5,"Before":6},"Open":{"Now":7,"Before":8}},
"Promised":[{"Key":"promise:1","Text":"Rà soát","Unit":"Phòng A","Task":"CCHC-2026-009","DueOn":"2026-11-20","DoneOn":"2026-11-19","Class":"done_on_time","Hidden":true}],
"Decide":[{"Key":"card:VM-034","Obstacle":"VM-034","Question":"Lùi hạn?","Proposed":"Lùi","Unit":"Phòng A","Leader":"Lê Văn Phước","Waited":3,"HeldTasks":2}],
"Changes":[{"Key":"overdue:CCHC-2026-014","Kind":"overdue","Code":"CCHC-2026-014","Title":"Cắt giảm","Unit":"Phòng A","Detail":"hạn 17/11/2026"}],
"Counts":[{"Kind":"overdue","N":3,"More":true}],
"Units":[{"ID":3,"Name":"Phòng A","Now":{"OnTime":1,"Late":2,"InTime":3,"Overdue":4,"Undated":5},"First":{"OnTime":1,"Late":2,"InTime":3,"Overdue":4,"Undated":5}}],
"Areas":[{"ID":2,"Name":"Thể chế","Now":{"OnTime":1,"Late":2,"InTime":3,"Overdue":4,"Undated":5},"First":{"OnTime":1,"Late":2,"InTime":3,"Overdue":4,"Undated":5}}],
"Silent":[{"Key":"item:4","Unit":"Phòng B","Asked":"Vì sao?","By":"2026-11-20"}],
"Ahead":{"Until":"2026-11-30","N":9,"AtRisk":3,"Lines":[{"Key":"ahead:CCHC-2026-020","Kind":"","Code":"CCHC-2026-020","Title":"Nộp","Unit":"Phòng B","Detail":"Còn 5 ngày"}]},
"Questions":["Vì sao chậm?"],"LeftOut":4,"More":6}`

func TestBriefKeptLongAgoIsReadAsItWas(t *testing.T) {
	t.Parallel()
	var b reform.Brief
	decoder := json.NewDecoder(strings.NewReader(keptLongAgo))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&b); err != nil {
		t.Fatal(err)
	}
	for i := range reflect.TypeFor[reform.Brief]().NumField() {
		if field := reflect.ValueOf(b).Field(i); field.IsZero() {
			t.Errorf("nothing was read of %s: say here what a brief kept before it gives", reflect.TypeFor[reform.Brief]().Field(i).Name)
		}
	}
	again, err := json.Marshal(b)
	if err != nil || string(again) != strings.ReplaceAll(keptLongAgo, "\n", "") {
		t.Errorf("it is kept as %s (%v)", again, err)
	}
	for _, want := range []string{"130 nhiệm vụ = 80 hoàn thành đúng hạn + 4 hoàn thành quá hạn + 31 trong hạn + 13 quá hạn + 2 không thời hạn", "15 nhiệm vụ = 1"} {
		if !strings.Contains(strings.Join(b.Sums(), " "), want) {
			t.Errorf("%q does not say %q", b.Sums(), want)
		}
	}
}

func TestLinesThatAreMovedOutAreCountedAndTheirSumsStay(t *testing.T) {
	t.Parallel()
	var b reform.Brief
	if err := json.Unmarshal([]byte(strings.ReplaceAll(keptLongAgo, `"Hidden":true`, `"Hidden":false`)), &b); err != nil {
		t.Fatal(err)
	}
	b.LeftOut = 0
	keys := b.Keys()
	less := b.Without(keys)
	if len(keys) != 5 || len(less.Keys()) != 0 || less.LeftOut != 5 || len(b.Keys()) != 5 || len(b.Changes) != 1 || less.Numbers != b.Numbers {
		t.Errorf("of %q are left %q, %d moved out", keys, less.Keys(), less.LeftOut)
	}
	if !strings.Contains(less.Made(), "đưa 5 dòng ra ngoài") || less.Measure().Left <= b.Measure().Left {
		t.Errorf("it says %q, with %+v", less.Made(), less.Measure())
	}
	said := ""
	for _, section := range less.Sections() {
		said += strings.Join(section.Words, " ")
	}
	if !strings.Contains(said, "1 việc: 1 xong") {
		t.Errorf("what was promised is no longer counted: %q", said)
	}
}
