package server_test

import (
	"net/http"
	"strings"
	"testing"

	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

func TestLeaderFindsAllThatWaitsBehindOneEntry(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Leader)
	shows(t, v.get(paths.Approvals), "Không có việc chờ phê duyệt.")
	_, blocked := p.Blocked(p.Science)
	p.Escalated(small.Options(p.Effect(reform.EffectDeadline)), blocked)
	task := p.InProgress(p.Digital)
	p.Extension(reform.ExtensionSigned, task, p.Digital)
	got := v.get(paths.Approvals)
	want(t, "the list", got, http.StatusOK)
	shows(t, got, "2 việc chờ bạn, chờ lâu đứng trước.", blocked.Code, "Xem và quyết định", task.Code, "Đồng ý hoặc không đồng ý")
	got.page(t).sound()
	if nav := got.body; !strings.Contains(nav, paths.ToObstacleDecision(blocked.Code)) {
		t.Error("a card has no way to its decision")
	}
	want(t, "the list to the Office", p.as(p.Chief).get(paths.Approvals), http.StatusForbidden)
}
