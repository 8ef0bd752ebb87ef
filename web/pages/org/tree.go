// Package org shows the administration of the department's units.
package org

import "cchc/internal/reform"

// Row is a unit in the tree with how far down it stands, from 0.
type Row struct {
	Unit  reform.Unit
	Level int
}

// Rows returns the units as a tree laid flat: each below the unit it belongs to, neighbours in the order given. A unit whose
// superior is missing stands at the top.
func Rows(units []reform.Unit) []Row {
	known := map[int64]bool{}
	for _, unit := range units {
		known[unit.ID] = true
	}
	below := map[int64][]reform.Unit{}
	for _, unit := range units {
		parent := unit.ParentID
		if !known[parent] {
			parent = 0
		}
		below[parent] = append(below[parent], unit)
	}
	return lay(nil, below, 0, 0)
}

func lay(rows []Row, below map[int64][]reform.Unit, parent int64, level int) []Row {
	for _, unit := range below[parent] {
		rows = append(rows, Row{Unit: unit, Level: level})
		rows = lay(rows, below, unit.ID, level+1)
	}
	return rows
}
