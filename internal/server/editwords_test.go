package server

import (
	"testing"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestWhoChangedARecordIsNamedWithWhomTheyStoodInFor(t *testing.T) {
	t.Parallel()
	reader := policy.Actor{Person: 1}
	for want, event := range map[string]reform.AuditEvent{
		"Trần Văn Bình":                        {ActorID: 2, Actor: "Trần Văn Bình"},
		"Đặng Văn Khánh (thay Hoàng Văn Hùng)": {ActorID: 3, Actor: "Đặng Văn Khánh", ForID: 4, For: "Hoàng Văn Hùng"},
		"chính bạn (ở cửa sổ khác)":            {ActorID: 1, Actor: "Nguyễn Thị Mai"},
	} {
		if got := changedBy(event, reader); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
