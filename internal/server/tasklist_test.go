package server

import (
	"reflect"
	"testing"

	"cchc/internal/reform"
	"cchc/web/pages/tasks"
)

func TestEveryFilterSurvivesItsURL(t *testing.T) {
	t.Parallel()
	area := reform.AreaSteering
	for _, want := range []reform.TaskFilter{
		{},
		{Area: &area, Unit: 4, State: reform.TaskSubmitted, Timeliness: reform.FilterSoon, Document: 2, Officer: 9, Priority: true, Text: "thủ tục"},
		{Open: true, Timeliness: reform.FilterStale},
		{Timeliness: reform.OpenOverdue, Sort: reform.SortReport, Descending: true},
		{Sort: reform.SortPercent},
	} {
		got := taskFilter(&form{values: tasks.Query(want)})
		want.Page = 1
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%+v came back as %+v", want, got)
		}
	}
}

func TestWhatIsNoFiltersValueAsksNothing(t *testing.T) {
	t.Parallel()
	values := map[string][]string{
		"linh_vuc": {"9"}, "don_vi": {"x"}, "trang_thai": {"nhanh"}, "thoi_han": {"not_counted"}, "sx": {"ten"}, "chieu": {"giam"}, "trang": {"-2"},
	}
	if got := taskFilter(&form{values: values}); !reflect.DeepEqual(got, reform.TaskFilter{Page: 1}) {
		t.Errorf("%+v", got)
	}
}
