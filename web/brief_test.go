package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"cchc/internal/browser"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/pages/briefs"
)

// What is measured to go on two pages is printed on two, whole and without a word of what surrounds it on the screen.
func TestFullBriefsArePrintedOnTwoPages(t *testing.T) {
	needBuilt(t)
	mux := http.NewServeMux()
	mux.Handle(web.Prefix, web.Handler())
	const seeds = 6
	var said []reform.Brief
	for seed := range uint64(seeds) {
		brief := small.FullBrief(seed)
		said = append(said, brief)
		view := briefs.Show{Brief: brief, Snapshot: reform.Snapshot{Whole: true}, CodeSize: 41, CodePath: "M4 4h33v33h-33z", Paper: seed%2 == 0, Decides: true}
		page := framed(layout.Shell, briefs.ShowPage(view))
		mux.HandleFunc(fmt.Sprintf("/%d", seed), func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			if err := page.Render(r.Context(), w); err != nil {
				t.Error(err)
			}
		})
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	tab := browser.Start(t).Open(t)
	for seed, brief := range said {
		tab.Resize(browser.Desk)
		tab.Go(fmt.Sprintf("%s/%d", server.URL, seed))
		pages := printedPages(t, tab.Paper())
		if len(pages) != reform.BriefPages {
			t.Errorf("brief %d takes %d pages, with %+v measured", seed, len(pages), brief.Measure())
		}
		whole := strings.Join(strings.Fields(strings.Join(pages, " ")), "")
		for _, section := range brief.Sections() {
			for _, line := range section.Lines {
				if !strings.Contains(whole, strings.Join(strings.Fields(line.Cells[len(line.Cells)-1]), "")) && section.Bars() {
					t.Errorf("brief %d is printed without %q", seed, line.Cells)
				}
			}
		}
		for _, words := range []string{"Việc của tôi", "Trang chủ", "Tải .docx", "Ctrl+P", "Dữ liệu mẫu", "Quyết định trên máy", "bản thử", "Nguyễn Thị Ánh"} {
			if strings.Contains(whole, strings.Join(strings.Fields(words), "")) {
				t.Errorf("the paper says %q", words)
			}
		}
		for _, words := range []string{reform.BriefSums, brief.Code, strings.ToUpper(reform.BriefTitle), brief.Made(), brief.Issued()} {
			if words != reform.BriefSums && !strings.Contains(whole, strings.Join(strings.Fields(words), "")) {
				t.Errorf("the paper of brief %d lacks %q", seed, words)
			}
		}
	}
}

// printedPages returns the text of each page of the PDF.
func printedPages(t *testing.T, pdf []byte) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "brief.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.CommandContext(t.Context(), "pdftotext", path, "-").Output()
	if err != nil {
		t.Fatalf("read what was printed (apt install poppler-utils): %v", err)
	}
	if keep := os.Getenv("KEEP_PAPER"); keep != "" {
		_ = os.WriteFile(fmt.Sprintf("%s/%d.pdf", keep, len(pdf)), pdf, 0o600)
	}
	return strings.Split(strings.TrimSuffix(norm.NFC.String(string(text)), "\f"), "\f")
}
