package postgres

import (
	"context"
	"errors"
	"net"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"cchc/internal/fault"
)

const (
	sentenceNotFound = "Không tìm thấy nội dung này, hoặc nội dung nằm ngoài phạm vi của bạn."
	sentenceAway     = "Cơ sở dữ liệu đang tạm ngừng. Chờ ít phút rồi thử lại; nội dung chưa được ghi."
	sentenceUnsure   = "Kết nối với cơ sở dữ liệu đứt đúng lúc đang ghi nên chưa rõ nội dung đã vào hay chưa. Chờ ít phút rồi mở lại trang để xem trước khi gửi lại."
	sentenceTwice    = "Đã có một bản ghi như vậy."
	sentenceGone     = "Một mục đã chọn không còn nữa. Tải lại trang rồi chọn lại."
	sentenceBusy     = "Nội dung đang được người khác ghi. Thử lại sau ít giây."
)

// duplicates names the field and the sentence for each unique constraint a person can run into.
var duplicates = map[string]fault.Field{
	"unit_code_key":               {Name: "ma", Message: "Mã đơn vị này đã có."},
	"person_username_key":         {Name: "ten_dang_nhap", Message: "Tên đăng nhập này đã có."},
	"document_number":             {Name: "so", Message: "Văn bản có số, ký hiệu, cơ quan và năm này đã có trong sổ."},
	"deputy_one_at_a_time":        {Name: "tu_ngay", Message: "Trong những ngày này người vắng mặt đã có người làm thay. Chọn ngày khác hoặc kết thúc việc làm thay đang có."},
	"charge_once":                 {Name: "tu_ngay", Message: "Trong những ngày này lãnh đạo đã được phân công phụ trách lĩnh vực đó. Chọn ngày khác hoặc kết thúc phân công đang có."},
	"unit_change_open":            {Name: "loai", Message: "Đơn vị này đã có kế hoạch thay đổi. Bỏ kế hoạch đó trước khi lập kế hoạch khác."},
	"clause_document_id_path_key": {Name: "duong_dan", Message: "Vị trí này đã có trong văn bản."},
	"holiday_day_key":             {Name: "tu_ngay", Message: "Ngày này đã có trong bảng."},
}

// asFault turns the database's errors into faults where the reader can act on them; others come back as they are.
func asFault(err error) error {
	if err == nil || errors.Is(err, errAsked) {
		return err
	}
	var pg *pgconn.PgError
	var network net.Error
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return fault.New(fault.NotFound, sentenceNotFound)
	case errors.As(err, new(*pgconn.ConnectError)): // whatever the server's code: nobody was let in
		return fault.Wrap(fault.Unavailable, sentenceAway, err)
	case errors.As(err, &pg):
		return refused(pg)
	case isFault(err), errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &network), pgconn.SafeToRetry(err), errors.Is(err, net.ErrClosed):
		return fault.Wrap(fault.Unavailable, sentenceAway, err)
	default:
		return err
	}
}

// settled maps the error of a commit. Only a refusal by the database means that nothing was written; where the answer was
// lost nobody can say, and the reader must not be told otherwise.
func settled(err error) error {
	var pg *pgconn.PgError
	refusal := errors.As(err, &pg) && pg.Code[:2] != "57" && pg.Code[:2] != "08"
	if err == nil || refusal || errors.Is(err, pgx.ErrTxCommitRollback) {
		return asFault(err)
	}
	return fault.Wrap(fault.Unavailable, sentenceUnsure, err)
}

func isFault(err error) bool {
	_, ok := fault.As(err)
	return ok
}

// refused maps the server's own codes (PostgreSQL, appendix A).
func refused(pg *pgconn.PgError) error {
	switch {
	case pg.Code == "23505", pg.Code == "23P01":
		if field, ok := duplicates[pg.ConstraintName]; ok {
			return fault.InvalidFields(field)
		}
		return fault.Wrap(fault.Conflict, sentenceTwice, pg)
	case pg.Code == "23503":
		return fault.Wrap(fault.Conflict, sentenceGone, pg)
	case pg.Code == "40001", pg.Code == "40P01", pg.Code == "55P03":
		return fault.Wrap(fault.Conflict, sentenceBusy, pg)
	case pg.Code[:2] == "57", pg.Code[:2] == "08", pg.Code[:2] == "53":
		return fault.Wrap(fault.Unavailable, sentenceAway, pg)
	default:
		return pg
	}
}
