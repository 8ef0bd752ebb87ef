package obstacles

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Similar are the obstacles like one that is being typed.
type Similar struct {
	Text  string
	Lines []reform.SimilarObstacle
}

// similarID is the id of what typing swaps.
const similarID = "tuong-tu"

func (v Similar) filter() ui.Filter {
	return ui.Filter{Action: paths.ObstacleSimilar, Bare: true, Search: ui.Field{
		Name: "q", Label: "Tìm vướng mắc tương tự", Hint: "Nêu vướng mắc trong một câu…", Value: v.Text, Max: 200,
	}}
}

// found is how many there are, as a screen reader hears it.
func found(lines []reform.SimilarObstacle) string {
	if len(lines) == 0 {
		return ""
	}
	return "Có " + strconv.Itoa(len(lines)) + " vướng mắc tương tự."
}

// outcome is where the obstacle stands: "đã giải quyết 04/10/2026".
func outcome(o reform.SimilarObstacle) string {
	if o.LiftedAt == nil {
		return "đang mở: " + o.State.Label()
	}
	return "đã giải quyết " + calendar.DateOf(*o.LiftedAt).Vietnamese()
}

// answerMost is how many characters of an answer are shown beside a form.
const answerMost = 300

// answer is how the obstacle was lifted, as far as a form has room for it.
func answer(o reform.SimilarObstacle) string {
	text := []rune(o.Answer)
	if len(text) <= answerMost {
		return o.Answer
	}
	return string(text[:answerMost]) + "…"
}
