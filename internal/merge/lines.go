package merge

import "strings"

// Mark says what became of a line.
type Mark int

// The marks.
const (
	Kept Mark = iota
	Dropped
	Added
)

// Line is one line of a text beside what became of it.
type Line struct {
	Mark Mark
	Text string
}

// compared is how many pairs of lines are compared at most; longer texts are shown as wholly replaced.
const compared = 1 << 20

// Lines returns the lines of both texts, in order: those that stayed, those dropped from the one, those added by the other.
func Lines(from, to string) []Line {
	a, b := split(from), split(to)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	out := marked(nil, Kept, a[:head])
	out = between(out, a[head:len(a)-tail], b[head:len(b)-tail])
	return marked(out, Kept, a[len(a)-tail:])
}

func split(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

func marked(out []Line, mark Mark, lines []string) []Line {
	for _, line := range lines {
		out = append(out, Line{mark, line})
	}
	return out
}

// between compares lines that begin and end otherwise, along the longest sequence they share.
func between(out []Line, a, b []string) []Line {
	if len(a)*len(b) > compared {
		return marked(marked(out, Dropped, a), Added, b)
	}
	shared := sharedFrom(a, b)
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			out = append(out, Line{Kept, a[i]})
			i, j = i+1, j+1
		case shared[i+1][j] >= shared[i][j+1]:
			out = append(out, Line{Dropped, a[i]})
			i++
		default:
			out = append(out, Line{Added, b[j]})
			j++
		}
	}
	return marked(marked(out, Dropped, a[i:]), Added, b[j:])
}

// sharedFrom returns how many lines the rests of the two share, from each pair of places on.
func sharedFrom(a, b []string) [][]int {
	shared := make([][]int, len(a)+1)
	for i := range shared {
		shared[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				shared[i][j] = shared[i+1][j+1] + 1
			} else {
				shared[i][j] = max(shared[i+1][j], shared[i][j+1])
			}
		}
	}
	return shared
}
