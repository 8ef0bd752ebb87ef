package paths

// The patterns of the figures that leaders read.
const (
	Dashboard     = "/dieu-hanh"
	DashboardRows = "/dieu-hanh/nhiem-vu" // the tasks behind one figure
	DashboardFile = "/dieu-hanh/nhiem-vu.xlsx"
)
