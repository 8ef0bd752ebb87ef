package reform

import (
	"net/mail"
	"regexp"
	"slices"
	"time"

	"cchc/internal/fault"
	"cchc/internal/policy"
)

// Person is somebody with an account.
type Person struct {
	ID                 int64
	Username           string
	Name               string
	Position           string
	Email              string
	UnitID             int64
	UnitName           string
	Roles              []policy.Role
	Active             bool
	Sample             bool
	MustChangePassword bool
	SessionEpoch       int
	CreatedAt          time.Time
	Version            int
}

var username = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{1,39}$`)

// RoleLabel returns the Vietnamese name of a role; "" for one nobody can be given.
func RoleLabel(role policy.Role) string {
	return map[policy.Role]string{
		policy.Staff: "Chuyên viên", policy.Head: "Trưởng phòng, đơn vị", policy.Office: "Chuyên viên Văn phòng (đầu mối CCHC)",
		policy.Chief: "Lãnh đạo Văn phòng", policy.Leader: "Lãnh đạo Sở", policy.Observer: "Giám sát (chỉ xem)",
		policy.Admin: "Quản trị hệ thống",
	}[role]
}

// GivableRoles lists the roles an administrator can give, in the order forms offer them.
func GivableRoles() []policy.Role {
	return []policy.Role{policy.Staff, policy.Head, policy.Office, policy.Chief, policy.Leader, policy.Observer, policy.Admin}
}

// Subject returns what policy needs to know of the person.
func (p Person) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Person, ID: p.ID, Officer: p.ID, Unit: p.UnitID}
}

// CanBeOfficer reports whether tasks can be given to the person.
func (p Person) CanBeOfficer() bool {
	return p.Active && (slices.Contains(p.Roles, policy.Staff) || slices.Contains(p.Roles, policy.Head))
}

// Check returns an invalid fault naming every field that is wrong.
func (p Person) Check() error {
	var check fault.Check
	check.That(username.MatchString(p.Username), "ten_dang_nhap", "Tên đăng nhập gồm 2–40 chữ thường không dấu, chữ số, dấu chấm, gạch nối.")
	check.That(p.Name != "", "ho_ten", "Nhập họ và tên.")
	check.That(p.UnitID != 0, "don_vi", "Chọn đơn vị.")
	check.That(len(p.Roles) > 0, "vai_tro", "Chọn ít nhất một vai trò.")
	for _, role := range p.Roles {
		check.That(RoleLabel(role) != "", "vai_tro", "Vai trò không có trong danh sách.")
	}
	_, err := mail.ParseAddress(p.Email)
	check.That(p.Email == "" || err == nil, "thu_dien_tu", "Địa chỉ thư điện tử chưa đúng, ví dụ ten@hungyen.gov.vn.")
	return check.Err()
}
