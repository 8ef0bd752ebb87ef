package reform

import (
	"slices"
	"strconv"
	"strings"

	"cchc/internal/fault"
)

// CheckPlace returns an invalid fault when the clause's parent is not one of the document's clauses or lies below the clause itself.
func (c Clause) CheckPlace(clauses []Clause) error {
	parents := map[int64]int64{}
	for _, other := range clauses {
		parents[other.ID] = other.ParentID
	}
	_, known := parents[c.ParentID]
	var check fault.Check
	check.That(c.ParentID == 0 || known, "cap_tren", "Chọn điều khoản cấp trên trong danh sách.")
	check.That(c.ID == 0 || !isBelow(parents, c.ParentID, c.ID), "cap_tren", "Điều khoản cấp trên đang nằm dưới chính điều khoản này.")
	return check.Err()
}

// isBelow reports whether the clause at is the clause top or lies below it.
func isBelow(parents map[int64]int64, at, top int64) bool {
	for range len(parents) + 1 {
		if at == top {
			return true
		}
		at = parents[at]
	}
	return false
}

// ClauseOrder returns the numbers of a document's clauses in reading order once the clause stands under its parent: before
// the first neighbour whose path plainly comes later, otherwise behind them all. What lies below the clause moves with it,
// and nothing else moves.
func ClauseOrder(clauses []Clause, c Clause) []int64 {
	parents := map[int64]int64{c.ID: c.ParentID}
	for _, other := range clauses {
		if other.ID != c.ID {
			parents[other.ID] = other.ParentID
		}
	}
	block, rest := []int64{c.ID}, []Clause{}
	for _, other := range clauses {
		switch {
		case other.ID == c.ID:
		case isBelow(parents, other.ID, c.ID):
			block = append(block, other.ID)
		default:
			rest = append(rest, other)
		}
	}
	return slices.Insert(clauseIDs(rest), clausePlace(rest, parents, c), block...)
}

// clausePlace returns how many of the other clauses stand before the clause.
func clausePlace(rest []Clause, parents map[int64]int64, c Clause) int {
	place := len(rest)
	if c.ParentID != 0 {
		place = 0
	}
	for i, other := range rest {
		if other.ParentID == c.ParentID && comesBefore(c.Path, other.Path) {
			return i
		}
		if c.ParentID != 0 && isBelow(parents, other.ID, c.ParentID) {
			place = i + 1
		}
	}
	return place
}

func clauseIDs(clauses []Clause) []int64 {
	ids := make([]int64, 0, len(clauses)+1)
	for _, c := range clauses {
		ids = append(ids, c.ID)
	}
	return ids
}

// pointLetters are the letters of points in the order of Vietnamese official documents.
const pointLetters = "abcdđeghiklmnopqrstuvxy"

// comesBefore reports whether one path plainly comes before another: they part at the last step, both numbers or both letters.
func comesBefore(a, b string) bool {
	cutA, cutB := strings.LastIndex(a, ".")+1, strings.LastIndex(b, ".")+1
	if a[:cutA] != b[:cutB] {
		return false
	}
	a, b = a[cutA:], b[cutB:]
	n, errA := strconv.Atoi(a)
	m, errB := strconv.Atoi(b)
	if errA == nil && errB == nil {
		return n < m
	}
	i, j := letterPlace(a), letterPlace(b)
	return i >= 0 && j >= 0 && i < j
}

// letterPlace returns where a single letter stands among the points; -1 for anything else.
func letterPlace(step string) int {
	if len([]rune(step)) != 1 {
		return -1
	}
	return strings.Index(pointLetters, step)
}
