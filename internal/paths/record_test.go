package paths_test

import (
	"testing"

	"cchc/internal/paths"
)

func TestFormBelongsToARecord(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		paths.ToReport("CCHC-2026-014"): paths.ToTask("CCHC-2026-014"), paths.ToTask("CCHC-2026-014"): paths.ToTask("CCHC-2026-014"),
		paths.ToClauseEdit(3, 7): paths.ToDocument(3), paths.Tasks: paths.Home, paths.TaskNew: paths.Home, paths.Audit: paths.Home,
	} {
		if got := paths.RecordOf(path); got != want {
			t.Errorf("%s belongs to %s, want %s", path, got, want)
		}
	}
}
