package document_test

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"cchc/internal/reform"
)

// office has LibreOffice open the workbook and returns the rows it reads.
func office(t *testing.T, workbook []byte) [][]string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "so.xlsx")
	if err := os.WriteFile(path, workbook, 0o600); err != nil {
		t.Fatal(err)
	}
	// Its own profile, so that it waits for no other LibreOffice; the filter's numbers are comma, quote, UTF-8, first line, as shown.
	command := exec.CommandContext(t.Context(), "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true", "--outdir", dir, path)
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice (apt install libreoffice-calc-nogui): %v\n%s", err, said)
	}
	file, err := os.Open(filepath.Join(dir, "so.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestLibreOfficeReadsEveryCellAsItWasWritten(t *testing.T) {
	t.Parallel()
	odd := aLine()
	odd.Code, odd.Title, odd.Request, odd.State = "VM-035", "=1+1", "@SUM(A1:A9)", reform.ObstacleReceived
	workbook := written(t, aLine(), odd)
	read := office(t, workbook)
	if len(read) != 7 {
		t.Fatalf("LibreOffice reads %d rows: %q", len(read), read)
	}
	file := reopened(t, workbook)
	for i, row := range read {
		for j := range row {
			if i < 4 && j > 0 {
				continue // the title's lines are one cell each
			}
			if at := string(rune('A'+j)) + string(rune('1'+i)); row[j] != cell(t, file, at) {
				t.Errorf("%s is %q in LibreOffice, %q as written", at, row[j], cell(t, file, at))
			}
		}
	}
	if !slices.Contains(read[6], "@SUM(A1:A9)") || !slices.Contains(read[5], "16/11/2026") {
		t.Errorf("text or days were worked out anew: %q", read[5:])
	}
}
