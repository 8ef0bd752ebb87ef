package told

import (
	"slices"
	"testing"
	"time"

	"cchc/internal/reform"
)

func TestRemindersOfOneMorningAreFoldedAndNothingElseIs(t *testing.T) {
	t.Parallel()
	morning := time.Date(2026, 11, 23, 6, 0, 0, 0, time.UTC)
	notice := func(id int64, kind reform.NoticeKind, at time.Time) reform.Notice {
		return reform.Notice{ID: id, Kind: kind, At: at}
	}
	d := day{notices: []reform.Notice{
		notice(9, reform.NoticeNudge, morning), notice(8, reform.NoticeOverdue, morning), notice(7, reform.NoticeDue, morning), notice(6, reform.NoticeOverdue, morning),
		notice(5, reform.NoticeNudge, morning), notice(4, reform.NoticeOverdue, morning), notice(3, reform.NoticeNudge, morning),
		notice(2, reform.NoticeDue, morning), notice(1, reform.NoticeOverdue, morning.Add(time.Hour)),
	}}
	var got [][]int64
	for _, r := range d.runs() {
		var ids []int64
		for _, n := range r {
			ids = append(ids, n.ID)
		}
		got = append(got, ids)
	}
	want := [][]int64{{9}, {8, 6, 4}, {7}, {2}, {5}, {3}, {1}}
	if !slices.EqualFunc(got, want, slices.Equal[[]int64]) {
		t.Errorf("laid out as %v, want %v", got, want)
	}
	if said := d.runs()[1].heading(); said != "Nhiệm vụ quá hạn: 3 thông báo" {
		t.Errorf("folded under %q", said)
	}
}
