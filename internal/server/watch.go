package server

import (
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/web/ui"
)

// watches reports whether the reader watches over every unit.
func watches(who policy.Actor) bool { return who.Reach(policy.BoardRead) > policy.Nothing }

// watchPlaces are the pages that stand together behind the menu's entry of the watch over units.
var watchPlaces = []struct {
	action policy.Action
	label  string
	href   string
}{
	{policy.BoardRead, "Bảng theo dõi", paths.Board}, {policy.BoardRead, "Điều hành", paths.Dashboard}, {policy.BoardRead, "Ma trận", paths.BoardMatrix}, {policy.NudgeRead, "Nhắc việc", paths.Nudges},
	{policy.MeetingRead, "Giao ban", paths.Meetings}, {policy.BoardRead, "Chỉ đạo", paths.Instructions},
	{policy.UnitWatch, "Từng đơn vị", paths.OwnUnit},
}

// standsBehind reports whether the page has no entry of its own in the reader's menu, since it stands behind that of the watch.
func standsBehind(who policy.Actor, href string) bool {
	if href == paths.Board || !watches(who) {
		return false
	}
	for _, place := range watchPlaces {
		if place.href == href {
			return true
		}
	}
	return false
}

// placesOfWatch are those pages as tabs, for whoever watches and is on one of them; the page of a unit is one.
func placesOfWatch(who policy.Actor, current string) []ui.Tab {
	var tabs []ui.Tab
	here := false
	for _, place := range watchPlaces {
		if who.Reach(place.action) > policy.Nothing {
			tabs = append(tabs, ui.Tab{Label: place.label, Href: place.href, Current: place.href == current})
			here = here || place.href == current
		}
	}
	if !here || !watches(who) {
		return nil
	}
	return tabs
}
