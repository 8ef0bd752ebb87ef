package reform

import (
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// SavedFiltersMost is how many filters of the board one person can keep.
const SavedFiltersMost = 20

// SavedFilter is a filter of the board that a person keeps under a name of their own.
type SavedFilter struct {
	ID       int64
	PersonID int64
	Name     string
	Query    string // as BoardFilter.Query encodes it
	Version  int
}

// Filter returns what the saved filter asks for.
func (s SavedFilter) Filter() BoardFilter { return BoardFilterIn(s.Query) }

// Subject returns what policy needs to know of the saved filter.
func (s SavedFilter) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Filter, ID: s.ID, Officer: s.PersonID}
}

// Check returns an invalid fault naming every field that keeps the filter from being saved beside the others of its person.
func (s SavedFilter) Check(others []SavedFilter) error {
	var check fault.Check
	check.That(fits(s.Name, 1, 60), "ten", "Nhập tên bộ lọc, tối đa 60 ký tự.")
	check.That(s.Query != "", "loc", "Chưa chọn gì trong bộ lọc. Chọn trên bảng theo dõi rồi lưu.")
	check.That(len(s.Query) <= 1000, "loc", "Bộ lọc này quá dài. Rút ngắn từ tìm rồi lưu.")
	fresh := s.ID == 0
	for _, other := range others {
		check.That(other.ID == s.ID || other.Name != s.Name, "ten", "Bạn đã có bộ lọc tên này. Đặt tên khác.")
	}
	check.That(!fresh || len(others) < SavedFiltersMost, "ten", "Mỗi người lưu tối đa 20 bộ lọc. Bỏ bớt một bộ lọc rồi lưu.")
	return check.Err()
}

// ChangesTo lists what differs between the filter and what it becomes.
func (s SavedFilter) ChangesTo(next SavedFilter) []Change {
	var c Changes
	c.Text("name", s.Name, next.Name)
	c.Text("query", s.Query, next.Query)
	return c
}
