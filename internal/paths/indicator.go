package paths

import (
	"net/url"
	"strconv"
)

// The patterns of what the reform is measured by.
const (
	Indicators   = "/chi-tieu"
	IndicatorNew = "/chi-tieu/moi"
	Indicator    = "/chi-tieu/{id}"
)

// ToIndicators returns the list of the indicators of the area with this code.
func ToIndicators(area int) string {
	return With(Indicators, url.Values{"linh_vuc": {strconv.Itoa(area)}})
}

// ToIndicator returns the place of an indicator on the list of its area.
func ToIndicator(area int, id int64) string { return ToIndicators(area) + "#chi-tieu-" + number(id) }

// ToIndicatorEdit returns the form that edits the indicator.
func ToIndicatorEdit(id int64) string { return Indicators + "/" + number(id) }
