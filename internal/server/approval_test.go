package server_test

import (
	"net/http"
	"slices"
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
	letter, chief := p.Prepared(p.InProgress(p.Science)), p.as(p.Chief)
	got = chief.get(paths.Approvals)
	shows(t, got, "2 việc chờ bạn", task.Code, letter.Code+": Công văn đôn đốc 1 nhiệm vụ", "Trả lời trước hết ngày")
	got.page(t).sound()
	if links := got.page(t).links(); slices.Contains(links, paths.ToApprove) || !slices.Contains(links, paths.ToNudge(letter.Code)) {
		t.Errorf("the chief is led to %q", links)
	}
	want(t, "the list to a clerk", p.as(p.Clerk).get(paths.Approvals), http.StatusForbidden)
}
