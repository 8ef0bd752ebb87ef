package ui

import (
	"strconv"

	"cchc/internal/paths"
)

// The made-up content of the style pages: every part in every state.

var styleKinds = []Chip{
	{Kind: Over, Text: "Quá hạn 6 ngày"},
	{Kind: Soon, Text: "Đến hạn hôm nay"},
	{Kind: Blocked, Text: "Có vướng mắc"},
	{Kind: Waiting, Text: "Chờ xác nhận"},
	{Kind: Doing, Text: "Đang thực hiện"},
	{Kind: Done, Text: "Hoàn thành"},
	{Kind: Idle, Text: "Tạm hoãn", Icon: "player-pause"},
}

var styleFigures = []Figure{
	{Kind: Over, Value: "1", Label: "Quá hạn", Href: "#"},
	{Kind: Soon, Value: "2", Label: "Đến hạn trong 7 ngày", Href: "#"},
	{Kind: Waiting, Value: "1", Label: "Chờ duyệt", Href: "#"},
	{Kind: Blocked, Value: "1", Label: "Vướng mắc đang mở", Href: "#"},
}

var styleCounts = []Figure{
	{Value: "1.128", Label: "Tổng nhiệm vụ", Change: "+4"},
	{Kind: Done, Value: "84", Label: "Hoàn thành", Change: "+7"},
	{Kind: Doing, Value: "31", Label: "Đang thực hiện trong hạn"},
	{Kind: Idle, Value: "0", Label: "Tạm hoãn"},
}

// styleRow is one task of the sample list.
type styleRow struct {
	Chip             Chip
	Title, Code, Due string
	Percent          int
}

var styleRows = []styleRow{
	{styleKinds[0], "Rà soát, cắt giảm 30% thủ tục hành chính lĩnh vực khoa học và công nghệ", "CCHC-2026-014", "17/11/2026", 45},
	{styleKinds[1], "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính", "CCHC-2026-021", "23/11/2026", 80},
	{styleKinds[2], "Cung cấp dịch vụ công trực tuyến toàn trình", "CCHC-2026-027", "28/11/2026", 60},
	{styleKinds[4], "Báo cáo tự chấm Chỉ số cải cách hành chính", "CCHC-2026-033", "30/11/2026", 20},
	{styleKinds[3], "Trình công bố quy trình nội bộ", "CCHC-2026-036", "05/12/2026", 100},
	{Chip{Kind: Idle, Text: "Chờ tiếp nhận"}, "Tập huấn chuyển đổi số năm 2027", "CCHC-2026-040", "15/12/2026", 0},
}

var styleTable = Table{
	Label:   "Bảng nhiệm vụ",
	Caption: "6 nhiệm vụ, sắp theo hạn gần nhất",
	Columns: []Column{
		{Label: "Trạng thái"},
		{Label: "Nhiệm vụ", Href: "#"},
		{Label: "Hạn xử lý", Href: "#", Sort: Ascending},
		{Label: "Tiến độ"},
		{Label: "Thao tác", Unseen: true},
	},
}

var styleTabs = []Tab{
	{Label: "Cần xử lý", Href: "#", Count: 6, Counted: true, Current: true},
	{Label: "Thường xuyên", Href: "#", Count: 5, Counted: true},
	{Label: "Đã gửi", Href: "#", Count: 3, Counted: true},
	{Label: "Hoàn thành", Href: "#", Count: 12, Counted: true},
}

var stylePages = Pages{
	Page: 4, Pages: 7, Total: 312, Noun: "nhiệm vụ",
	Href: func(n int) string { return "?trang=" + strconv.Itoa(n) },
}

var styleFilter = Filter{
	Action: "#", Clear: "#", Active: 2,
	Search: Field{Name: "q", Label: "Tìm nhiệm vụ", Hint: "Tìm theo tên, mã… (gõ không dấu cũng được)"},
}

var styleUnits = []Option{
	{Label: "Tất cả"},
	{Value: "vp", Label: "Văn phòng Sở", Group: "Phòng thuộc Sở"},
	{Value: "qlkh", Label: "Phòng Quản lý Khoa học", Group: "Phòng thuộc Sở"},
	{Value: "cds", Label: "Phòng Chuyển đổi số", Group: "Phòng thuộc Sở"},
	{Value: "tdc", Label: "Chi cục Tiêu chuẩn Đo lường Chất lượng", Group: "Đơn vị trực thuộc"},
}

var styleAreas = []Option{
	{Label: "Tất cả"},
	{Value: "1", Label: "Cải cách thể chế"},
	{Value: "2", Label: "Cải cách thủ tục hành chính"},
	{Value: "5", Label: "Cải cách tài chính công"},
}

var styleStates = []Option{
	{Value: "in_progress", Label: "Đang thực hiện"},
	{Value: "blocked", Label: "Có vướng mắc", Hint: "Nêu vướng mắc và đề nghị ở phần dưới."},
	{Value: "done", Label: "Hoàn thành, trình xác nhận"},
	{Value: "stop", Label: "Dừng thực hiện", Disabled: true},
}

var styleQuick = []QuickDate{
	{"Hôm nay", "23/11/2026"}, {"Cuối tuần", "27/11/2026"}, {"Cuối tháng", "30/11/2026"}, {"Cuối quý", "31/12/2026"},
}

var styleFiles = []Upload{
	{Name: "danh-muc-thu-tuc-de-nghi-cat-giam.docx", Size: "1,2 MB", Href: "#", Detail: "Nguyễn Thị Ánh, 12/11/2026"},
	{Name: "du-thao-quyet-dinh.pdf", Size: "64 MB", Error: "Tệp lớn hơn 50 MB"},
	{Name: "bang-tong-hop.xlsx", Size: "88 KB", Href: "#", Remove: &Removal{Name: "bo_tep", Value: "3"}},
}

var styleMoments = []Moment{
	{Kind: Over, Who: "Văn phòng", What: "nhắc việc (lần 2)", Quote: "Đề nghị báo cáo trước 17:00 ngày 21/11.", Stamp: "14:05 20/11/2026", ISO: "2026-11-20T14:05+07:00"},
	{Who: "Nguyễn Thị Ánh", What: "cập nhật 30% lên 45%", Stamp: "09:12 12/11/2026", ISO: "2026-11-12T09:12+07:00", Files: styleFiles[:1]},
	{Kind: Done, Who: "Phòng Quản lý Khoa học", What: "tiếp nhận, giao cho Nguyễn Thị Ánh", Stamp: "08:00 03/11/2026", ISO: "2026-11-03T08:00+07:00"},
}

var styleErrors = []FieldError{
	{Field: "k2", Message: "Nhập kết quả thực hiện trong kỳ"},
	{Field: "d2", Message: "Ngày 31/02/2026 không tồn tại"},
}

var styleConfirmation = Confirmation{
	Title:  "Trả lại nhiệm vụ CCHC-2026-014?",
	Action: "#",
	Submit: Button{Label: "Trả lại Văn phòng", Look: Danger},
	Cancel: "#",
}

var styleDirective = Source{Text: "điểm b mục 3, 433/UBND-NC ngày 27/02/2024", Href: "#"}

var styleRule = FileRule{Accept: ".pdf,.docx,.xlsx,image/*", Multiple: true, MaxBytes: 50 << 20, MaxFiles: 10, Stage: paths.StageFile}
