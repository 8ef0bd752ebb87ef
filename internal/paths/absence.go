package paths

// The patterns of standing in for somebody, handing work over and reorganising units.
const (
	Deputies    = "/uy-quyen"
	DeputyNew   = "/uy-quyen/moi"
	DeputyEnd   = "/uy-quyen/{id}/ket-thuc"
	StandIn     = "/lam-thay"
	StandInStop = "/lam-thay/thoi"
	HandOver    = "/ban-giao/{id}"
)

// ToHandOver returns the page that hands over what the person holds.
func ToHandOver(person int64) string { return "/ban-giao/" + number(person) }

// ToDeputyEnd returns the page that asks before the deputyship is ended.
func ToDeputyEnd(id int64) string { return Deputies + "/" + number(id) + "/ket-thuc" }
