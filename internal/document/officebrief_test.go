package document_test

import (
	"bytes"
	"fmt"
	"testing"

	"cchc/internal/document"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

const briefLink = "https://cchc.example.gov.vn/ban-chot/CS-2026-012"

func briefFile(t *testing.T, b reform.Brief) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := document.WriteBrief(&out, b, briefLink); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What is measured to go on two pages goes on two pages, with every word of it.
func TestLibreOfficeLaysFullBriefsOutOnTwoPages(t *testing.T) {
	t.Parallel()
	files, briefs := map[string][]byte{}, map[string]reform.Brief{}
	for seed := range uint64(4) {
		name := fmt.Sprintf("brief%d", seed)
		briefs[name] = small.FullBrief(seed)
		files[name] = briefFile(t, briefs[name])
	}
	for name, pages := range laidOut(t, files) {
		if len(pages) != reform.BriefPages {
			t.Errorf("%s takes %d pages, with %+v measured", name, len(pages), briefs[name].Measure())
		}
		all := linesOf(t, partsOf(t, files[name])["word/document.xml"])
		want, got := runes(all...), runes(pages...)
		for r, n := range want {
			if got[r] < n {
				t.Errorf("%s lost %q on paper: %d of %d", name, r, got[r], n)
			}
		}
	}
}
