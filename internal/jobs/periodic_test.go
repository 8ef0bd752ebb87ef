package jobs

import (
	"testing"

	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func TestEveryDeedThatComesRoundHasANameOfItsOwnInPlainWords(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, deed := range deedsOf(small.Build(t).App) {
		if label := reform.JobLabel(deed.name); label == deed.name || seen[label] {
			t.Errorf("%s is called %q", deed.name, label)
		} else {
			seen[label] = true
		}
	}
}
