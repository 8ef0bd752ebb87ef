package document_test

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"cchc/internal/reform"
)

// laidOut has LibreOffice lay out the Word files, all in one run, and returns the text of each of their pages.
func laidOut(t *testing.T, files map[string][]byte) map[string][]string {
	t.Helper()
	dir := t.TempDir()
	arguments := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(path, files[name], 0o600); err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, path)
	}
	if said, err := exec.CommandContext(t.Context(), "soffice", arguments...).CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice (apt install libreoffice-writer-nogui): %v\n%s", err, said)
	}
	pages := map[string][]string{}
	for name := range files {
		text, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", filepath.Join(dir, name+".pdf"), "-").Output()
		if err != nil {
			t.Fatalf("read %s as laid out (apt install poppler-utils): %v", name, err)
		}
		pages[name] = strings.Split(strings.TrimSuffix(norm.NFC.String(string(text)), "\f"), "\f")
	}
	return pages
}

// runes counts the characters of the text, spaces apart.
func runes(texts ...string) map[rune]int {
	counts := map[rune]int{}
	for _, text := range texts {
		for _, r := range text {
			if !unicode.IsSpace(r) && r != '|' {
				counts[r]++
			}
		}
	}
	return counts
}

func TestLibreOfficeLaysTheLetterOutWithNothingLost(t *testing.T) {
	t.Parallel()
	long := aLetter(60)
	files := map[string][]byte{"few": letterFile(t, aLetter(6)), "many": letterFile(t, long)}
	pages := laidOut(t, files)
	if len(pages["few"]) != 2 || len(pages["many"]) < 4 {
		t.Fatalf("6 tasks take %d pages, 60 take %d", len(pages["few"]), len(pages["many"]))
	}
	heads := "TT Mã Nội dung nhiệm vụ Văn bản giao Thời hạn Quá hạn (ngày) Tiến độ Báo cáo gần nhất"
	for name, shown := range pages {
		all := linesOf(t, partsOf(t, files[name])["word/document.xml"])
		for i, page := range shown {
			first := strings.TrimSpace(strings.SplitN(strings.TrimSpace(page), "\n", 2)[0])
			if number := strconv.Itoa(i + 1); (first == number) != (i > 0) {
				t.Errorf("%s: page %s begins with %q", name, number, first)
			}
			if i > 0 {
				all = append(all, strconv.Itoa(i+1))
			}
			if name == "few" && i > 0 || i > 1 {
				all = append(all, heads) // again on every page that the list reaches
			}
		}
		if want, got := runes(all...), runes(shown...); !maps.Equal(want, got) {
			t.Errorf("%s: laid out, it holds\n%v\nwant\n%v", name, got, want)
		}
	}
	last := pages["few"][1]
	if !strings.Contains(last, "theo quy định./.") || !strings.Contains(last, "TL. GIÁM ĐỐC") || !strings.Contains(last, "Hoàng Văn Hùng") {
		t.Errorf("the signature stands apart from what it signs:\n%s", last)
	}
	if !strings.Contains(pages["many"][len(pages["many"])-1], long.Tasks[59].Code) || reform.LetterTasksMost >= 60 {
		t.Error("the last task is not on the last page")
	}
}
