package tasks

import (
	"net/url"
	"strconv"

	"cchc/internal/reform"
)

// OpenStates is the value of the state filter that stands for every state in which work can still be due.
const OpenStates = "open"

// Query returns what the URL of the task list says for the filter, its page apart; the server reads it back the same.
func Query(f reform.TaskFilter) url.Values {
	q := url.Values{}
	set := func(on bool, name, value string) {
		if on {
			q.Set(name, value)
		}
	}
	set(f.Text != "", "q", f.Text)
	if f.Area != nil {
		q.Set("linh_vuc", strconv.Itoa(int(*f.Area)))
	}
	set(f.Unit != 0, "don_vi", number(f.Unit))
	set(f.State != "", "trang_thai", string(f.State))
	set(f.Open, "trang_thai", OpenStates)
	set(f.Timeliness != "", "thoi_han", string(f.Timeliness))
	set(f.Basis != reform.DueNow, "tinh_theo", string(f.Basis))
	set(f.Document != 0, "van_ban", number(f.Document))
	set(f.Officer != 0, "nguoi", number(f.Officer))
	set(f.Priority, "trong_diem", "1")
	set(f.Blocked, "vuong_mac", "1")
	set(f.Kin != "", "loai", string(f.Kin))
	set(f.Sort != "", "sx", string(f.Sort))
	set(f.Sort != "", "chieu", direction(f.Descending))
	return q
}

func direction(descending bool) string {
	if descending {
		return "giam"
	}
	return "tang"
}

func number(id int64) string { return strconv.FormatInt(id, 10) }
