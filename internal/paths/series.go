package paths

import "net/url"

// The patterns of periodic tasks and of the reporting windows.
const (
	Series   = "/nhiem-vu/{ma}/ky"
	Schedule = "/nhiem-vu/{ma}/ky/lich"
	Windows  = "/quan-tri/ky-bao-cao"
	Window   = "/quan-tri/ky-bao-cao/{id}"
	NextOf   = "/quan-tri/ky-bao-cao/{id}/ban-moi"
)

// ToSeries returns the page that lists the periods of the periodic task.
func ToSeries(code string) string { return ToTask(code) + "/ky" }

// ToSeriesPage returns the nth page of that list.
func ToSeriesPage(code string, n int) string {
	return With(ToSeries(code), url.Values{"trang": {number(int64(n))}})
}

// ToSchedule returns the form that changes when the periodic task is done anew.
func ToSchedule(code string) string { return ToSeries(code) + "/lich" }

// ToWindow returns the form that corrects one version of a reporting window.
func ToWindow(id int64) string { return Windows + "/" + number(id) }

// ToNextWindow returns the form for the version that follows this one.
func ToNextWindow(id int64) string { return ToWindow(id) + "/ban-moi" }
