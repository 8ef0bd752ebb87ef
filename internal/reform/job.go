package reform

import (
	"strings"
	"time"

	"cchc/internal/fault"
	"cchc/internal/policy"
)

// JobState is where a job is in the queue.
type JobState string

// The states of a job; the queue's library gives them.
const (
	JobAvailable JobState = "available"
	JobScheduled JobState = "scheduled"
	JobRunning   JobState = "running"
	JobRetryable JobState = "retryable"
	JobDiscarded JobState = "discarded"
	JobCancelled JobState = "cancelled"
	JobCompleted JobState = "completed"
)

// Label returns the state as people read it; "" for an unknown one.
func (s JobState) Label() string {
	return map[JobState]string{
		JobAvailable: "Đang chờ", JobScheduled: "Hẹn giờ", JobRunning: "Đang chạy", JobRetryable: "Lỗi, sẽ thử lại", JobDiscarded: "Lỗi, đã thôi thử",
		JobCancelled: "Đã bỏ", JobCompleted: "Đã xong",
	}[s]
}

// jobLabels says what jobs do, by their names in the queue.
var jobLabels = map[string]string{
	"deliver": "Gửi thư, tin nhắn", "send_nudges": "Gửi nhắc việc", "take_up_jobs": "Nhận lại việc của tiến trình đã dừng",
	"reorganise_units": "Sắp xếp lại đơn vị đến ngày", "open_periods": "Mở kỳ của nhiệm vụ định kỳ", "tell_late_obstacles": "Nhắc vướng mắc quá thời hạn xử lý",
	"tally_board": "Đếm lại số liệu bảng theo dõi khi sang ngày", "forget_staged": "Dọn tệp tải lên mà không gửi", "sweep_nudges": "Gửi nhắc việc còn sót",
	"prepare_meetings": "Hỏi đơn vị trước giao ban", "remind_people": "Nhắc việc tự động, gộp thư buổi sáng", "forget_old": "Dọn bản nháp, dữ liệu tạm đã cũ",
}

// JobLabel returns what the job of this name does; the name itself where that is not known.
func JobLabel(name string) string {
	if label, ok := jobLabels[name]; ok {
		return label
	}
	return name
}

// JobCount is how many jobs of a name are in each state; of those completed only the last day's are still kept.
type JobCount struct {
	Name      string
	Waiting   int
	Scheduled int
	Running   int
	Failed    int
	Completed int
}

// Round is a deed that comes round: when it was done last and when it is due next.
type Round struct {
	Name   string
	Every  int // seconds
	LastAt *time.Time
	TurnAt time.Time // when its newest turn was due
	Failed bool      // the newest turn did not go through
}

// NextAt returns when the next turn is due.
func (r Round) NextAt() time.Time {
	every := time.Duration(max(r.Every, 1)) * time.Second
	return r.TurnAt.Truncate(every).Add(every)
}

// Late reports whether two turns or more were left out by the instant.
func (r Round) Late(at time.Time) bool {
	return at.Sub(r.NextAt()) > time.Duration(r.Every)*time.Second+time.Minute
}

// FailedJob is a job that failed and waits to be tried again, or is given up.
type FailedJob struct {
	ID          int64
	Name        string
	State       JobState
	Attempt     int
	MaxAttempts int
	Error       string // as it was said for the log
	FailedAt    *time.Time
	NextAt      *time.Time // when it is tried again; nil for never
}

// Subject returns what policy needs to know of the job.
func (j FailedJob) Subject() policy.Subject { return policy.Subject{Kind: policy.Job, ID: j.ID} }

// failures says in plain words what errors of a kind mean, by what they contain.
var failures = []struct{ has, means string }{
	{"has ended", "Tiến trình đang làm việc này đã dừng giữa chừng."},
	{"Stuck job rescued", "Việc chạy quá lâu nên đã bị dừng."},
	{"deadline exceeded", "Việc chạy quá thời gian cho phép."},
	{"panic", "Chương trình gặp lỗi khi làm việc này. Báo bộ phận phát triển kèm lời báo."},
	{"dial ", "Không kết nối được với máy chủ cần dùng."},
	{"connection re", "Kết nối với máy chủ cần dùng bị đứt."},
	{"knows no deed", "Phiên bản này của chương trình không có việc này."},
}

// Plainly returns what went wrong in words that help: the sentence of the fault where it was one.
func (j FailedJob) Plainly() string {
	if kind, rest, ok := strings.Cut(j.Error, ": "); ok && fault.Named(kind) {
		sentence, _, _ := strings.Cut(rest, ": ")
		return sentence
	}
	for _, failure := range failures {
		if strings.Contains(j.Error, failure.has) {
			return failure.means
		}
	}
	return "Lỗi kỹ thuật. Báo bộ phận phát triển kèm lời báo."
}

// Vitals is what keeps the portal going.
type Vitals struct {
	Size      int64 // of the database, in bytes
	Schema    int64 // the version of its tables
	Queue     int64 // the version of the queue's tables
	Processes int
	Waiting   int
	Lag       float64 // how many seconds the oldest job that could be done has waited
	Dead      int     // deliveries that were given up
}
