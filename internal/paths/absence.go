package paths

// The patterns of standing in for somebody, handing work over and reorganising units.
const (
	Deputies    = "/uy-quyen"
	DeputyNew   = "/uy-quyen/moi"
	DeputyEnd   = "/uy-quyen/{id}/ket-thuc"
	StandIn     = "/lam-thay"
	StandInStop = "/lam-thay/thoi"
)

// ToDeputyEnd returns the page that asks before the deputyship is ended.
func ToDeputyEnd(id int64) string { return Deputies + "/" + number(id) + "/ket-thuc" }
