package main

import "strings"

// The parts a made-up task title is put together from; their counts have no common divisor, so that all mixtures occur.
var (
	verbs = []string{
		"Rà soát", "Xây dựng", "Tham mưu ban hành", "Kiểm tra việc thực hiện", "Công khai", "Cập nhật", "Tổ chức triển khai",
		"Báo cáo kết quả", "Đề xuất cắt giảm", "Hướng dẫn", "Số hóa", "Đánh giá", "Tập huấn về",
	}
	objects = []string{
		"quy trình nội bộ giải quyết thủ tục hành chính", "danh mục thủ tục hành chính thuộc thẩm quyền của Sở",
		"kế hoạch cải cách hành chính", "quy chế làm việc của các phòng chuyên môn", "vị trí việc làm và cơ cấu ngạch công chức",
		"quy chế chi tiêu nội bộ và quản lý tài sản công", "dịch vụ công trực tuyến toàn trình", "hồ sơ, kết quả giải quyết còn hiệu lực",
		"văn bản quy phạm pháp luật đã hết hiệu lực", "mức độ hài lòng của người dân, doanh nghiệp", "hệ thống quản lý chất lượng ISO 9001:2015",
		"phân cấp, ủy quyền trong lĩnh vực khoa học và công nghệ", "cơ sở dữ liệu chuyên ngành dùng chung", "chế độ công vụ, kỷ luật kỷ cương hành chính",
		"sử dụng chữ ký số và văn bản điện tử", "tiếp nhận và trả kết quả tại Bộ phận Một cửa", "cơ chế tự chủ của đơn vị sự nghiệp công lập",
	}
	occasions = []string{
		"", "theo chỉ đạo của UBND tỉnh", "quý I", "quý II", "quý III", "quý IV", "trên địa bàn tỉnh", "phục vụ chấm điểm Chỉ số cải cách hành chính",
		"giai đoạn 2026 - 2030", "tại các đơn vị trực thuộc", "theo kết luận của Giám đốc Sở",
	}
	products = []string{"Báo cáo", "Kế hoạch được ban hành", "Quyết định", "Danh mục công khai trên cổng thông tin", "Tờ trình", "Biên bản kiểm tra", "Số liệu trên hệ thống"}
)

func title(i int) string {
	return strings.TrimSpace(verbs[i%len(verbs)] + " " + objects[i%len(objects)] + " " + occasions[i%len(occasions)])
}

func deliverable(i int) string { return products[i%len(products)] }
