package tasks

import (
	"testing"

	"cchc/internal/reform"
)

func TestTallyTellsBothDeadlinesWhereTheyDiffer(t *testing.T) {
	t.Parallel()
	for want, tally := range map[string]reform.Tally{
		"Chưa mở kỳ nào.": {},
		"2/3 kỳ hoàn thành đúng hạn, 1 kỳ đang quá hạn.":                                           {Opened: 4, OnTime: 2, Late: 1, Over: 1, FirstOnTime: 2, FirstOver: 1},
		"2/2 kỳ hoàn thành đúng hạn. Theo hạn gốc: 1/2 kỳ hoàn thành đúng hạn, 1 kỳ đang quá hạn.": {Opened: 3, OnTime: 2, FirstOnTime: 1, FirstOver: 1},
	} {
		if got := tallyText(tally); got != want {
			t.Errorf("%+v reads %q", tally, got)
		}
	}
}
