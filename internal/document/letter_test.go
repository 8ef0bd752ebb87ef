package document_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/document"
	"cchc/internal/reform"
)

var (
	province = reform.Document{
		ID: 1, Kind: reform.DocumentLetter, CodeNumber: "433", CodeNotation: "UBND-NC", IssuedOn: calendar.NewDate(2026, 2, 27), IssuedYear: 2026,
		Issuer: "UBND tỉnh Hưng Yên", Subject: "Triển khai nhiệm vụ công tác cải cách hành chính năm 2026",
	}
	plan = reform.Document{
		ID: 2, Kind: reform.DocumentPlan, CodeNumber: "10", CodeNotation: "KH-SKHCN", IssuedOn: calendar.NewDate(2026, 1, 17), IssuedYear: 2026,
		Issuer: "Sở Khoa học và Công nghệ tỉnh Hưng Yên", Subject: "Thực hiện công tác cải cách hành chính năm 2026",
	}
)

// aLetter returns a letter about so many tasks, the second of them not overdue.
func aLetter(tasks int) reform.Letter {
	made := time.Date(2026, 11, 23, 8, 15, 0, 0, calendar.Zone)
	l := reform.Letter{
		Nudge: reform.Nudge{
			Code: "DD-2026-031", Unit: "Phòng Quản lý Khoa học", Rung: reform.RungLetter, MadeAt: made, AnswerBy: made.AddDate(0, 0, 3).Add(8*time.Hour + 45*time.Minute),
			Signer: "Hoàng Văn Hùng", SignerPost: "Chánh Văn phòng",
		},
		Before: []reform.EarlierNudge{
			{Code: "DD-2026-012", Rung: reform.RungRemind, SentAt: made.AddDate(0, 0, -13), Tasks: 2},
			{Code: "DD-2026-020", Rung: reform.RungUrge, SentAt: made.AddDate(0, 0, -7), Tasks: 2, Answered: 1},
		},
	}
	for n := range tasks {
		task := reform.LetterTask{
			Code: reform.TaskCode(2026, n+1), Title: "Kiểm tra, rà soát văn bản quy phạm pháp luật; trình sửa đổi, bổ sung, thay thế, bãi bỏ", DueOn: calendar.NewDate(2026, 11, 17),
			Percent: 45, ReportedOn: calendar.NewDate(2026, 10, 30),
			Sources: []reform.LetterSource{{Document: province, Label: "điểm a mục 3"}, {Document: plan, Label: "mục II.1"}},
		}
		if n == 1 {
			task.DueOn, task.ReportedOn, task.Percent = calendar.NewDate(2026, 11, 30), calendar.Date{}, 0
		}
		l.Tasks = append(l.Tasks, task)
	}
	return l
}

func letterFile(t *testing.T, l reform.Letter) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := document.WriteLetter(&out, l); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// partsOf returns the parts of a Word file by their names.
func partsOf(t *testing.T, file []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range archive.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// tagsOf reads the part as XML and returns its elements of these names, each with its attributes as they are written.
func tagsOf(t *testing.T, part string, names ...string) []string {
	t.Helper()
	var found []string
	for decoder := xml.NewDecoder(strings.NewReader(part)); ; {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok && slices.Contains(names, start.Name.Local) {
			said := start.Name.Local
			for _, a := range start.Attr {
				said += " " + a.Name.Local + "=" + a.Value
			}
			found = append(found, said)
		}
	}
}

// linesOf returns the text of each paragraph of the part that has any, with "|" where one line of it ends.
func linesOf(t *testing.T, part string) []string {
	t.Helper()
	var lines []string
	text, on := "", false
	for decoder := xml.NewDecoder(strings.NewReader(part)); ; {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return lines
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			on = token.Name.Local == "t"
			if token.Name.Local == "br" {
				text += "|"
			}
		case xml.CharData:
			if on {
				text += string(token)
			}
		case xml.EndElement:
			on = false
			if token.Name.Local == "p" && text != "" {
				lines, text = append(lines, text), ""
			}
		}
	}
}

func TestLetterHasThePaperTheMarginsAndTheFontOfTheDecree(t *testing.T) {
	t.Parallel()
	parts := partsOf(t, letterFile(t, aLetter(3)))
	got := tagsOf(t, parts["word/document.xml"], "pgSz", "pgMar", "titlePg", "headerReference")
	// A4; 20 mm above and below, 30 mm to the left, 15 mm to the right, in twentieths of a point.
	if want := []string{"headerReference type=default id=rId1", "pgSz w=11906 h=16838", "pgMar top=1134 right=850 bottom=1134 left=1701 header=567 footer=567 gutter=0", "titlePg"}; !slices.Equal(got, want) {
		t.Errorf("the page is %q, want %q", got, want)
	}
	fonts := tagsOf(t, parts["word/styles.xml"], "rFonts", "sz", "lang")
	const all = "Times New Roman"
	if want := []string{"rFonts ascii=" + all + " hAnsi=" + all + " eastAsia=" + all + " cs=" + all, "sz val=28", "lang val=vi-VN eastAsia=vi-VN bidi=ar-SA"}; !slices.Equal(fonts, want) {
		t.Errorf("the font is %q", fonts)
	}
	if strings.Contains(parts["word/document.xml"], "rFonts") {
		t.Error("some text has a font of its own")
	}
	if header := parts["word/header1.xml"]; !strings.Contains(header, ">"+" PAGE "+"<") || !strings.Contains(header, `<w:jc w:val="center"/>`) {
		t.Errorf("the header is %s", header)
	}
}

func TestLetterHasTheWordsOfTheDecreeInTheirOrder(t *testing.T) {
	t.Parallel()
	l := aLetter(2)
	l.Typed = reform.NudgeTextPreset + "\nCử 01 lãnh đạo {đơn vị} dự họp kiểm điểm ngày 27/11/2026."
	lines := linesOf(t, partsOf(t, letterFile(t, l))["word/document.xml"])
	want := []string{
		"UBND TỈNH HƯNG YÊN", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
		"Số:        /SKHCN-VP", "V/v đôn đốc thực hiện|nhiệm vụ cải cách hành chính", "Hưng Yên, ngày       tháng       năm 2026", "Kính gửi: Phòng Quản lý Khoa học.",
		"Thực hiện Công văn số 433/UBND-NC ngày 27/02/2026 của UBND tỉnh Hưng Yên về việc triển khai nhiệm vụ công tác cải cách hành chính năm 2026; " +
			"Kế hoạch số 10/KH-SKHCN ngày 17/01/2026 của Sở Khoa học và Công nghệ tỉnh Hưng Yên về thực hiện công tác cải cách hành chính năm 2026, " +
			"Sở Khoa học và Công nghệ đã giao Phòng Quản lý Khoa học chủ trì thực hiện các nhiệm vụ cải cách hành chính.",
		"Qua theo dõi, đến ngày 23/11/2026, Phòng Quản lý Khoa học còn 02 nhiệm vụ chưa hoàn thành, trong đó 01 nhiệm vụ đã quá hạn, cụ thể như sau:",
		"TT", "Mã", "Nội dung nhiệm vụ", "Văn bản giao", "Thời hạn", "Quá hạn (ngày)", "Tiến độ", "Báo cáo gần nhất",
		"1", "CCHC-2026-001", aLetter(1).Tasks[0].Title, "Điểm a mục 3 Công văn số 433/UBND-NC;|Mục II.1 Kế hoạch số 10/KH-SKHCN", "17/11/2026", "6", "45%", "30/10/2026",
		"2", "CCHC-2026-002", aLetter(1).Tasks[0].Title, "Điểm a mục 3 Công văn số 433/UBND-NC;|Mục II.1 Kế hoạch số 10/KH-SKHCN", "30/11/2026", "–", "0%", "Chưa báo cáo",
		"Văn phòng Sở đã 02 lần nhắc, đôn đốc đơn vị thực hiện:", "- Ngày 10/11/2026: nhắc việc DD-2026-012 về 02 nhiệm vụ; đơn vị chưa trả lời;",
		"- Ngày 16/11/2026: đôn đốc DD-2026-020 về 02 nhiệm vụ; đơn vị mới trả lời 01/02 nhiệm vụ.",
		"Cử 01 lãnh đạo Phòng Quản lý Khoa học dự họp kiểm điểm ngày 27/11/2026.",
		"Để bảo đảm tiến độ thực hiện nhiệm vụ cải cách hành chính của Sở, Giám đốc Sở yêu cầu Phòng Quản lý Khoa học:",
		"1. Tập trung hoàn thành các nhiệm vụ nêu trên; làm rõ nguyên nhân, trách nhiệm của tập thể, cá nhân đối với từng nhiệm vụ quá hạn.",
		"2. Báo cáo kết quả, ngày hoàn thành của từng nhiệm vụ và khó khăn, vướng mắc (nếu có) trên phần mềm Theo dõi nhiệm vụ cải cách hành chính của Sở trước 17 giờ 00 ngày 26/11/2026.",
		"Quá thời hạn trên, nếu đơn vị không báo cáo, Văn phòng Sở tổng hợp, báo cáo Giám đốc Sở xem xét, xử lý theo quy định./.",
		"Nơi nhận:", "- Như trên;", "- Giám đốc, các PGĐ Sở (để b/c);", "- Lưu: VT, VP.", "TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "Hoàng Văn Hùng",
	}
	for i := range max(len(lines), len(want)) {
		if i >= len(lines) || i >= len(want) || lines[i] != want[i] {
			t.Fatalf("line %d of %d, want of %d:\n%q\n%q", i, len(lines), len(want), lines[min(i, len(lines)-1)], want[min(i, len(want)-1)])
		}
	}
}

func TestSignedLetterCarriesItsNumberItsDayAndItsSigner(t *testing.T) {
	t.Parallel()
	l := aLetter(1)
	l.Nudge.LetterNumber, l.Nudge.LetterOn = "05/SKHCN-VP", calendar.NewDate(2026, 2, 3)
	l.Nudge.Signer, l.Nudge.SignerPost = "Lương Thị Hoa", "Phó Giám đốc Sở"
	lines := linesOf(t, partsOf(t, letterFile(t, l))["word/document.xml"])
	for _, want := range []string{"Số: 05/SKHCN-VP", "Hưng Yên, ngày 03 tháng 02 năm 2026", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lương Thị Hoa"} {
		if !slices.Contains(lines, want) {
			t.Errorf("the letter lacks %q", want)
		}
	}
}

func TestManyTasksGoToAnAppendix(t *testing.T) {
	t.Parallel()
	for tasks, sections := range map[int]int{reform.LetterTasksMost: 1, reform.LetterTasksMost + 1: 2} {
		part := partsOf(t, letterFile(t, aLetter(tasks)))["word/document.xml"]
		if got := len(tagsOf(t, part, "sectPr")); got != sections {
			t.Errorf("a letter of %d tasks has %d sections", tasks, got)
		}
		lines := linesOf(t, part)
		at := slices.Index(lines, "Phụ lục")
		if (at > 0) != (sections == 2) {
			t.Errorf("a letter of %d tasks has its appendix at %d", tasks, at)
		}
		if at > 0 && (lines[at+1] != "DANH MỤC NHIỆM VỤ CHƯA HOÀN THÀNH CỦA PHÒNG QUẢN LÝ KHOA HỌC" || at < slices.Index(lines, "Hoàng Văn Hùng") ||
			lines[at+2] != "(Kèm theo Công văn số        /SKHCN-VP ngày       tháng       năm 2026 của Sở Khoa học và Công nghệ)") {
			t.Errorf("the appendix begins with %q", lines[at:at+3])
		}
		if heads := len(tagsOf(t, part, "tblHeader")); heads != 1 {
			t.Errorf("%d rows are repeated on each page", heads)
		}
	}
}

func TestWhatWasTypedIsTextInALetter(t *testing.T) {
	t.Parallel()
	l := aLetter(1)
	l.Tasks[0].Title, l.Nudge.Signer = `<w:p/> & "hai" ]]> `+"\x01\u200b dòng\nmới", "A&B <c>"
	lines := linesOf(t, partsOf(t, letterFile(t, l))["word/document.xml"])
	if !slices.Contains(lines, `<w:p/> & "hai" ]]> `+"\ufffd\u200b dòng|mới") || !slices.Contains(lines, "A&B <c>") {
		t.Errorf("the letter holds %q", lines)
	}
	if !bytes.Equal(letterFile(t, l), letterFile(t, l)) {
		t.Error("the same letter gives other bytes")
	}
}
