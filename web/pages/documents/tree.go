package documents

import (
	"strconv"
	"strings"

	"cchc/internal/reform"
)

// Node is a clause with the tasks drawn from it and the clauses below it.
type Node struct {
	Clause   reform.Clause
	Tasks    []reform.ClauseTask
	Children []Node
	ownArea  bool // the area differs from that of the clause above
}

// Grow returns the clauses as a tree, each level in the order given. A clause whose parent is missing stands at the top.
func Grow(clauses []reform.Clause, tasks []reform.ClauseTask) []Node {
	known := map[int64]bool{}
	for _, c := range clauses {
		known[c.ID] = true
	}
	g := grower{below: map[int64][]reform.Clause{}, drawn: map[int64][]reform.ClauseTask{}}
	for _, c := range clauses {
		parent := c.ParentID
		if !known[parent] {
			parent = 0
		}
		g.below[parent] = append(g.below[parent], c)
	}
	for _, t := range tasks {
		g.drawn[t.ClauseID] = append(g.drawn[t.ClauseID], t)
	}
	return g.level(0, -1)
}

type grower struct {
	below map[int64][]reform.Clause
	drawn map[int64][]reform.ClauseTask
}

func (g grower) level(parent int64, area int) []Node {
	nodes := make([]Node, 0, len(g.below[parent]))
	for _, c := range g.below[parent] {
		nodes = append(nodes, Node{
			Clause: c, Tasks: g.drawn[c.ID], Children: g.level(c.ID, c.Area), ownArea: c.Area >= 0 && c.Area != area,
		})
	}
	return nodes
}

// ends reports whether the clause has none below it: those are the ones that tasks are drawn from.
func (n Node) ends() bool { return len(n.Children) == 0 }

// bare reports whether a task is still to be drawn from the clause.
func (n Node) bare() bool { return n.ends() && len(n.Tasks) == 0 }

// OnlyBare is the value of the URL's filter that shows only clauses without a task.
const OnlyBare = "chua-co"

// Bare returns the tree with only the clauses that have no task, and those above them.
func Bare(nodes []Node) []Node {
	var kept []Node
	for _, n := range nodes {
		children := Bare(n.Children)
		if n.bare() || len(children) > 0 {
			n.Children = children
			kept = append(kept, n)
		}
	}
	return kept
}

// Covered returns how many of the clauses that tasks are drawn from have one, and how many there are.
func Covered(nodes []Node) (with, total int) {
	for _, n := range nodes {
		if n.ends() {
			total++
			if len(n.Tasks) > 0 {
				with++
			}
		}
		below, all := Covered(n.Children)
		with, total = with+below, total+all
	}
	return with, total
}

// mark returns what stands before a clause: "3." for an item, "đ)" for a point, otherwise how the clause is called.
func mark(c reform.Clause) string {
	last := c.Path[strings.LastIndex(c.Path, ".")+1:]
	_, err := strconv.Atoi(last)
	switch {
	case err == nil && strings.HasPrefix(c.Label, "mục "):
		return last + "."
	case strings.HasPrefix(c.Label, "điểm "):
		return last + ")"
	}
	label, _, _ := strings.Cut(c.Label, ",")
	first := []rune(label)
	if len(first) == 0 {
		return ""
	}
	return strings.ToUpper(string(first[:1])) + string(first[1:]) + "."
}
