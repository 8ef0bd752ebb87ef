package units

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/web/ui"
)

var obstacleTable = ui.Table{Label: "Bảng vướng mắc đang chờ tháo gỡ", Columns: []ui.Column{
	{Label: "Trạng thái"}, {Label: "Vướng mắc"}, {Label: "Chờ từ"}, {Label: "Cần trước"},
}}

// obstacleCount is how many obstacles wait: "hơn 5" where there are more than the page shows.
func (v Show) obstacleCount() string {
	if len(v.Blocked) > obstaclesShown {
		return "hơn " + strconv.Itoa(obstaclesShown)
	}
	return strconv.Itoa(len(v.Blocked))
}

func (v Show) shownObstacles() []reform.Obstacle {
	return v.Blocked[:min(len(v.Blocked), obstaclesShown)]
}

// waitsSince is the day on which the obstacle came to where it is, and how long ago that was.
func (v Show) waitsSince(o reform.Obstacle) string {
	since := calendar.DateOf(o.EnteredAt)
	if days := v.Today.Sub(since); days > 0 {
		return since.Vietnamese() + " (" + strconv.Itoa(days) + " ngày)"
	}
	return "hôm nay"
}
