// Package reform holds the nouns of administrative-reform work and their rules: units, people, documents, tasks,
// reports. It is pure: it reads no clock, no database and no request.
package reform

// Area is a reform area of Resolution 76/NQ-CP, or steering, which the index scores apart.
type Area int

// The areas; their letters in a directive are Vietnamese: a b c d đ e.
const (
	AreaSteering Area = iota
	AreaInstitutions
	AreaProcedures
	AreaOrganization
	AreaCivilService
	AreaPublicFinance
	AreaDigitalGov
)

var areas = [...]struct{ letter, name, short string }{
	{"", "Công tác chỉ đạo, điều hành", "Chỉ đạo, điều hành"},
	{"a", "Cải cách thể chế", "Thể chế"},
	{"b", "Cải cách thủ tục hành chính", "Thủ tục hành chính"},
	{"c", "Cải cách tổ chức bộ máy", "Tổ chức bộ máy"},
	{"d", "Cải cách chế độ công vụ", "Chế độ công vụ"},
	{"đ", "Cải cách tài chính công", "Tài chính công"},
	{"e", "Xây dựng và phát triển Chính phủ điện tử, Chính phủ số", "Chính phủ số"},
}

// Areas lists steering and the six areas in their official order.
func Areas() []Area {
	return []Area{AreaSteering, AreaInstitutions, AreaProcedures, AreaOrganization, AreaCivilService, AreaPublicFinance, AreaDigitalGov}
}

// Valid reports whether the area exists.
func (a Area) Valid() bool { return a >= 0 && int(a) < len(areas) }

// Name returns the official name; "" for an area that does not exist.
func (a Area) Name() string {
	if !a.Valid() {
		return ""
	}
	return areas[a].name
}

// Short returns the name for narrow columns; "" for an area that does not exist.
func (a Area) Short() string {
	if !a.Valid() {
		return ""
	}
	return areas[a].short
}

// Letter returns the directive's letter; "" for steering.
func (a Area) Letter() string {
	if !a.Valid() {
		return ""
	}
	return areas[a].letter
}
