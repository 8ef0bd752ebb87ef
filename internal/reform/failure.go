package reform

import (
	"errors"
	"strings"

	"cchc/internal/viet"
)

// FailCause is why a message could not be handed over, as somebody can act on it.
type FailCause string

// The causes.
const (
	FailUnreachable FailCause = "unreachable" // the server could not be spoken to
	FailLogin       FailCause = "login"       // it refuses the portal itself
	FailRefused     FailCause = "refused"     // it refuses the message for good
	FailBusy        FailCause = "busy"        // it asks to come again
	FailAddress     FailCause = "address"     // the person has no address, or none that exists
	FailGateway     FailCause = "gateway"     // the gateway answered with a failure
	FailUnset       FailCause = "unset"       // this portal has no such channel
	FailLeft        FailCause = "left"        // the last attempt ended without an answer
)

// FailCauses lists the causes in the order their page shows them.
func FailCauses() []FailCause {
	return []FailCause{FailUnreachable, FailLogin, FailUnset, FailAddress, FailRefused, FailBusy, FailGateway, FailLeft}
}

// Label returns the cause as people read it; "" for an unknown one.
func (c FailCause) Label() string {
	return map[FailCause]string{
		FailUnreachable: "Không kết nối được máy chủ gửi", FailLogin: "Máy chủ gửi từ chối tài khoản của cổng", FailRefused: "Máy chủ gửi từ chối nội dung",
		FailBusy: "Máy chủ gửi đang bận, hẹn gửi lại", FailAddress: "Địa chỉ người nhận không dùng được", FailGateway: "Cổng tin nhắn báo lỗi",
		FailUnset: "Cổng này chưa được cấu hình kênh gửi", FailLeft: "Lần gửi cuối bị ngắt giữa chừng",
	}[c]
}

// Remedy returns what somebody can do about the cause; "" for an unknown one.
func (c FailCause) Remedy() string {
	return map[FailCause]string{
		FailUnreachable: "Kiểm tra mạng và địa chỉ máy chủ gửi, rồi gửi lại.", FailLogin: "Kiểm tra tài khoản, mật khẩu gửi thư của cổng, rồi gửi lại.",
		FailRefused: "Xem lời báo của máy chủ; thường do địa chỉ gửi hoặc bộ lọc thư rác.", FailBusy: "Chờ ít phút rồi gửi lại.",
		FailAddress: "Sửa thư điện tử ở trang người dùng (số điện thoại do người đó tự nhập), rồi gửi lại.",
		FailGateway: "Báo đơn vị vận hành cổng tin nhắn kèm lời báo, rồi gửi lại.", FailUnset: "Đặt cấu hình kênh gửi, chạy lại cổng, rồi gửi lại.",
		FailLeft: "Có thể người nhận đã nhận được. Gửi lại vẫn mang mã cũ để bên nhận bỏ bản trùng.",
	}[c]
}

// Failure is a message that could not be handed over. What is Final would fail again however often it is tried.
type Failure struct {
	Cause  FailCause
	Detail string // the other side's own words
	Final  bool
}

// Error returns the cause and the other side's words.
func (f *Failure) Error() string { return f.Cause.Label() + ": " + f.Detail }

// failureWords is how much of the other side's words is kept.
const failureWords = 500

// FailureOf returns what went wrong; an error that nobody has named is one of a server that could not be spoken to.
func FailureOf(err error) Failure {
	failure := Failure{Cause: FailUnreachable, Detail: err.Error()}
	var named *Failure
	if errors.As(err, &named) {
		failure = *named
	}
	words := []rune(viet.Normalise(strings.ToValidUTF8(strings.ReplaceAll(failure.Detail, "\x00", ""), "")))
	failure.Detail = string(words[:min(len(words), failureWords)])
	return failure
}
