package server

import (
	"net/http"
	"strconv"

	"cchc/internal/reform"
	"cchc/web/ui"
)

// renew puts the newest version into a form that was typed over an older one, and reports whether it had to: with the
// differences in sight, sending the form again is a decision.
func (f *form) renew(status, version int) bool {
	if status != http.StatusConflict || f.Number("phien_ban") == version {
		return false
	}
	f.values.Set("phien_ban", strconv.Itoa(version))
	return true
}

// namesOf returns the names that changes of units and people speak of.
func namesOf(units []reform.Unit) ui.ChangeNames {
	names := ui.ChangeNames{Units: make(map[int64]string, len(units))}
	for _, unit := range units {
		names.Units[unit.ID] = unit.Name
	}
	return names
}
