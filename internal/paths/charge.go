package paths

// The patterns of putting leaders in charge of areas.
const (
	ChargeNew  = "/quan-tri/phu-trach/moi"
	ChargeEnd  = "/quan-tri/phu-trach/{id}/ket-thuc"
	ChargeDrop = "/quan-tri/phu-trach/{id}/bo"
)

// ToChargeEnd returns the page that ends a charge early.
func ToChargeEnd(id int64) string { return Charges + "/" + number(id) + "/ket-thuc" }

// ToChargeDrop returns the page that takes away a charge that has not begun.
func ToChargeDrop(id int64) string { return Charges + "/" + number(id) + "/bo" }
