package boards_test

import (
	"strings"
	"testing"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/pages/boards"
)

// All that the filter shows is offered to be picked up to what one act takes; beyond it the page says why not.
func TestMoreThanOneActTakesIsNotOfferedAndSaysWhy(t *testing.T) {
	t.Parallel()
	const said = "Không chọn được tất cả: có hơn 2.000 nhiệm vụ, mỗi lần chỉ làm được tối đa 2.000."
	for total, all := range map[int]bool{1: false, 2: true, reform.NudgeMost: true, reform.NudgeMost + 1: false} {
		var page strings.Builder
		v := boards.Board{Lines: make([]reform.BoardLine, 1), Total: total, MayNudge: true, MayFollow: true, Filter: reform.BoardFilter{Group: reform.BoardOverdue}}
		if err := boards.BoardPage(v).Render(t.Context(), &page); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{paths.NudgePreview, paths.Follow} {
			if got := strings.Contains(page.String(), path+"?loc="); got != all {
				t.Errorf("%d tasks: %s for all of them is offered: %v", total, path, got)
			}
		}
		if got := strings.Contains(page.String(), said); got != (total > reform.NudgeMost) {
			t.Errorf("%d tasks: it is said why not all can be picked: %v", total, got)
		}
	}
}
