package server

import (
	"maps"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2/memstore"
)

// recent returns a store in front of another that other programs change too, and its clock.
func recent(t *testing.T) (*recentStore, *memstore.MemStore, *time.Time) {
	t.Helper()
	now := time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)
	behind := memstore.NewWithCleanupInterval(0)
	return &recentStore{Store: behind, clock: func() time.Time { return now }}, behind, &now
}

func found(t *testing.T, s *recentStore) string {
	t.Helper()
	data, _, err := s.Find("phien")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestRecentSessionFollowsWhatThisProgramChanges(t *testing.T) {
	t.Parallel()
	s, _, now := recent(t)
	expiry := time.Now().Add(time.Hour)
	if got := found(t, s); got != "" {
		t.Errorf("a session that was never begun is %q", got)
	}
	for _, data := range []string{"một", "hai"} {
		if err := s.Commit("phien", []byte(data), expiry); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if got := found(t, s); got != data {
				t.Errorf("%q instead of %q", got, data)
			}
		}
		*now = now.Add(time.Second)
	}
	if err := s.Delete("phien"); err != nil || found(t, s) != "" {
		t.Errorf("a session that was ended goes on: %v", err)
	}
}

func TestRecentSessionFollowsOtherProgramsSoon(t *testing.T) {
	t.Parallel()
	s, behind, now := recent(t)
	if err := s.Commit("phien", []byte("một"), time.Now().Add(time.Hour)); err != nil || found(t, s) != "một" {
		t.Fatal(err)
	}
	if err := behind.Delete("phien"); err != nil {
		t.Fatal(err)
	}
	*now = now.Add(recentFor)
	if got := found(t, s); got != "" {
		t.Errorf("a session that another program ended is still %q", got)
	}
}

func TestSessionComesBackAsItWasKept(t *testing.T) {
	t.Parallel()
	deadline := time.Date(2026, time.November, 23, 20, 0, 0, 0, time.UTC)
	values := map[string]any{personKey: int64(1) << 40, epochKey: 3, seenKey: int64(1795400000), flashKey: "Đã gửi “báo cáo”."}
	codec := &sessionCodec{}
	kept, err := codec.Encode(deadline, values)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time from memory, and not as the first request left it
		gotDeadline, got, err := codec.Decode(kept)
		if err != nil || !gotDeadline.Equal(deadline) || !maps.Equal(got, values) {
			t.Errorf("%v %v (%v)", gotDeadline, got, err)
		}
		got[personKey] = int64(7)
		delete(got, flashKey)
	}
	if _, err := codec.Encode(deadline, map[string]any{"x": []string{"y"}}); err == nil {
		t.Error("a value that would not come back was kept")
	}
	if _, got, err := codec.Decode([]byte("\x0b\xff\x81 another version's")); err != nil || len(got) != 0 {
		t.Errorf("another version's session is %v (%v)", got, err)
	}
}
