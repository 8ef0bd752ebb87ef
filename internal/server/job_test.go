package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// failJob puts a job that was given up into the queue and returns its number.
func (p *portal) failJob(words string) int64 {
	p.t.Helper()
	var id int64
	err := p.DB.Pool().QueryRow(p.t.Context(), `insert into river.river_job (kind, args, state, attempt, max_attempts, finalized_at, errors)
		values ('send_nudges', '{"batch": 1}', 'discarded', 5, 5, now(), array[jsonb_build_object('at', now(), 'attempt', 5, 'error', $1::text)]) returning id`, words).Scan(&id)
	if err != nil {
		p.t.Fatal(err)
	}
	return id
}

func TestAdministratorSeesWhatFailedInPlainWordsAndHasItTriedAgain(t *testing.T) {
	t.Parallel()
	p := open(t)
	job := p.failJob("unavailable: Cơ sở dữ liệu đang tạm ngừng. Chờ ít phút rồi thử lại.: dial tcp 10.0.0.1:5432")
	p.failJob("panic: index out of range")
	admin := p.as(p.Admin)
	page := admin.get(paths.Running)
	want(t, "the page", page, http.StatusOK)
	for _, words := range []string{"Gửi nhắc việc", "Cơ sở dữ liệu đang tạm ngừng. Chờ ít phút rồi thử lại.", "Chương trình gặp lỗi", "Lỗi, đã thôi thử", "5/5 lần", "Chưa cấu hình"} {
		if !strings.Contains(page.body, words) {
			t.Errorf("the page does not say %q", words)
		}
	}
	got := admin.post(paths.ToJobTry(job), url.Values{})
	if got.StatusCode != http.StatusSeeOther || got.to() != paths.Running {
		t.Fatalf("tried again: %d to %q", got.StatusCode, got.to())
	}
	var state, action string
	var most int
	err := p.DB.Pool().QueryRow(t.Context(), `select j.state::text, j.max_attempts, e.action from river.river_job j
		join audit_event e on e.object_kind = 'job' and e.object_id = j.id where j.id = $1`, job).Scan(&state, &most, &action)
	if err != nil || state != "available" || most != 6 || action != string(policy.PortalWatch) {
		t.Errorf("the job is %s of %d attempts, the log says %q (%v)", state, most, action, err)
	}
	want(t, "tried again twice", admin.post(paths.ToJobTry(job), url.Values{}), http.StatusNotFound)
	want(t, "the clerk", p.as(p.Clerk).get(paths.Running), http.StatusForbidden)
}

func TestHealthPageShowsWhatComesRoundAndWhatIsLate(t *testing.T) {
	t.Parallel()
	p := open(t)
	now := p.Clock.Now()
	for _, turn := range []struct {
		deed string
		ago  string
	}{{"open_periods", "3 minutes"}, {"sweep_nudges", "2 hours"}} {
		if _, err := p.DB.Pool().Exec(t.Context(), `insert into river.river_job (kind, args, state, attempt, max_attempts, scheduled_at, finalized_at)
			values ('periodic', jsonb_build_object('deed', $1::text, 'every', 300), 'completed', 1, 3, $2::timestamptz - $3::interval, $2)`, turn.deed, now, turn.ago); err != nil {
			t.Fatal(err)
		}
	}
	body := p.as(p.Admin).get(paths.Running).body
	for _, words := range []string{reform.JobLabel("open_periods"), reform.JobLabel("sweep_nudges"), "Đều đặn", "Chậm", "5 phút", "Không có việc nào lỗi."} {
		if !strings.Contains(body, words) {
			t.Errorf("the page does not say %q", words)
		}
	}
	if strings.Count(body, "Đều đặn") != 1 {
		t.Error("both turns are said to be on time")
	}
}
