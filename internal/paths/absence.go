package paths

// The patterns of standing in for somebody, handing work over and reorganising units.
const (
	Deputies    = "/uy-quyen"
	DeputyNew   = "/uy-quyen/moi"
	DeputyEnd   = "/uy-quyen/{id}/ket-thuc"
	StandIn     = "/lam-thay"
	StandInStop = "/lam-thay/thoi"
	HandOver    = "/ban-giao/{id}"

	UnitChange     = "/quan-tri/don-vi/{id}/thay-doi"
	UnitChangeDrop = "/quan-tri/don-vi/{id}/thay-doi/bo"
)

// ToHandOver returns the page that hands over what the person holds.
func ToHandOver(person int64) string { return "/ban-giao/" + number(person) }

// ToUnitChange returns the page that closes, merges or splits the unit.
func ToUnitChange(unit int64) string { return ToAdminUnit(unit) + "/thay-doi" }

// ToUnitChangeDrop returns where the plan of the unit is given up.
func ToUnitChangeDrop(unit int64) string { return ToUnitChange(unit) + "/bo" }

// ToDeputyEnd returns the page that asks before the deputyship is ended.
func ToDeputyEnd(id int64) string { return Deputies + "/" + number(id) + "/ket-thuc" }
