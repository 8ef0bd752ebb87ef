package dashboards

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// narrowing are the unit and the area that a list of the dashboard can be narrowed to.
type narrowing struct {
	unit  int64
	area  *reform.Area
	units []reform.Unit
}

// write adds to the query what the list is narrowed to.
func (n narrowing) write(q url.Values) {
	if n.unit != 0 {
		q.Set("don_vi", strconv.FormatInt(n.unit, 10))
	}
	if n.area != nil {
		q.Set("linh_vuc", strconv.Itoa(int(*n.area)))
	}
}

func (n narrowing) unitField() ui.Field {
	f := ui.Field{Name: "don_vi", Label: "Đơn vị"}
	if n.unit != 0 {
		f.Value = strconv.FormatInt(n.unit, 10)
	}
	return f
}

// unitOptions are the units that may lead tasks, those that were closed since too.
func (n narrowing) unitOptions() []ui.Option {
	options := []ui.Option{{Label: "Tất cả"}}
	for _, unit := range slices.SortedStableFunc(slices.Values(n.units), func(a, b reform.Unit) int { return closedLast(a) - closedLast(b) }) {
		if unit.TakesTasks() {
			label := unit.Name
			if !unit.ValidTo.IsZero() {
				label += " (đến " + unit.ValidTo.Vietnamese() + ")"
			}
			options = append(options, ui.Option{Value: strconv.FormatInt(unit.ID, 10), Label: label})
		}
	}
	return options
}

func closedLast(u reform.Unit) int {
	if u.ValidTo.IsZero() {
		return 0
	}
	return 1
}

func (n narrowing) areaField() ui.Field {
	f := ui.Field{Name: "linh_vuc", Label: "Lĩnh vực"}
	if n.area != nil {
		f.Value = strconv.Itoa(int(*n.area))
	}
	return f
}

func areaOptions() []ui.Option {
	options := []ui.Option{{Label: "Tất cả"}}
	for _, area := range reform.Areas() {
		options = append(options, ui.Option{Value: strconv.Itoa(int(area)), Label: area.Name()})
	}
	return options
}

// words say what the list is narrowed to.
func (n narrowing) words() []string {
	var words []string
	for _, unit := range n.units {
		if unit.ID == n.unit {
			words = append(words, unit.Name)
		}
	}
	if n.area != nil {
		words = append(words, n.area.Name())
	}
	return words
}

// instant writes an instant into a URL.
func instant(at time.Time) string { return at.UTC().Format(time.RFC3339Nano) }

// dayField is a field of the form with the day as it was typed, or that of the instant shown.
func dayField(entry ui.Entry, name, label string, at time.Time) ui.Field {
	f := entry.Field(name, label)
	if f.Error == "" {
		f.Value = calendar.DateOf(at).Vietnamese()
	}
	return f
}
