package app_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

// letterOf returns the text of the nudge's letter, without its marks.
func letterOf(t *testing.T, d *small.Department, who small.Member, code string) string {
	t.Helper()
	file, err := d.App.NudgeLetter(t.Context(), who.Actor, code)
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(file.Bytes), int64(len(file.Bytes)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestLetterSaysWhatWasSoWhenItWasMade(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task, gone := d.InProgress(d.Science), d.InProgress(d.Science)
	clause := d.Clause(d.Directive("07"), "2.1")
	if err := d.App.EditTask(t.Context(), d.Clerk.Actor, app.EditTask{Code: task.Code, Seen: task.Version, Task: task, Clauses: []int64{clause.ID}}); err != nil {
		t.Fatal(err)
	}
	d.Nudged(reform.RungRemind, task, gone)
	d.Clock.Advance(48 * time.Hour)
	d.Report(task, d.Science.Officer, 45)
	d.Nudged(reform.RungUrge, task)
	d.Clock.Advance(35 * 24 * time.Hour) // to 30/12/2026; it was due on 23/12
	typed := d.Nudging(reform.RungLetter, task, gone)
	typed.Text = "Sở đã nhắc {đơn vị} nhiều lần về các việc:\n{danh sách}\n" + strings.Split(reform.NudgeTextPreset, "\n")[2]
	made, err := d.App.MakeNudges(t.Context(), d.Clerk.Actor, typed)
	if err != nil {
		t.Fatal(err)
	}
	letter := made.Nudges[0]
	d.Move(d.Read(gone.Code), d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Không còn cần."})
	d.Clock.Advance(24 * time.Hour)
	d.Report(task, d.Science.Officer, 90)
	said := letterOf(t, d, d.Clerk, letter.Code)
	for _, want := range []string{
		"Chỉ thị số 07/CT-UBND ngày 02/03/2026 của UBND tỉnh về đẩy mạnh cải cách hành chính, Sở", "Mục 2.1 Chỉ thị số 07/CT-UBND<",
		"đến ngày 30/12/2026, Phòng Quản lý Khoa học còn 01 nhiệm vụ chưa hoàn thành và đã quá hạn", ">23/12/2026<", ">7<", ">45%<", ">25/11/2026<",
		"02 lần nhắc", "Ngày 23/11/2026: nhắc việc DD-2026-001 về 02 nhiệm vụ; đơn vị chưa trả lời;", "Ngày 25/11/2026: đôn đốc DD-2026-002 về 01 nhiệm vụ; đơn vị chưa trả lời.",
		"trước 17 giờ 00 ngày 31/12/2026", ">Sở đã nhắc Phòng Quản lý Khoa học nhiều lần về các việc (danh mục nêu trên).<", "CHÁNH VĂN PHÒNG", d.Chief.Name, "       /SKHCN-VP",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the letter lacks %q", want)
		}
	}
	for _, not := range []string{"90%", gone.Code, "không phải việc của đơn vị"} {
		if strings.Contains(said, not) {
			t.Errorf("the letter holds %q", not)
		}
	}
}

func TestLetterIsForWhoeverWatchesOverAllAndIsRecorded(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	letter := d.Prepared(d.InProgress(d.Science))
	take := func(who small.Member) error {
		_, err := d.App.NudgeLetter(t.Context(), who.Actor, letter.Code)
		return err
	}
	refused(t, "its unit before it is signed", take(d.Science.Head), fault.NotFound, "")
	d.SignNudge(letter)
	d.Clock.Advance(reform.RecallTime)
	if err := d.App.SendNudges(t.Context(), letter.BatchID); err != nil {
		t.Fatal(err)
	}
	for _, who := range []small.Member{d.Clerk, d.Chief, d.Leader, d.Observer} {
		if said := letterOf(t, d, who, letter.Code); !strings.Contains(said, "Số: 125/SKHCN-VP") || !strings.Contains(said, "ngày 23 tháng 11 năm 2026") {
			t.Error("the signed letter lacks its number or its day")
		}
	}
	refused(t, "its unit afterwards", take(d.Science.Head), fault.Forbidden, "bản đã ký")
	refused(t, "another unit", take(d.Digital.Head), fault.NotFound, "")
	var taken int
	err := d.DB.Pool().QueryRow(t.Context(), `select count(*) from audit_event where action = 'nudge.read' and object_name = $1`, letter.Code).Scan(&taken)
	if err != nil || taken != 4 {
		t.Errorf("%d takings are recorded of 4 (%v)", taken, err)
	}
}

func TestOnlyTheThirdRungHasALetterAndADroppedOneNoMore(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	urged, dropped := d.Nudged(reform.RungUrge, d.InProgress(d.Science))[0], d.Prepared(d.InProgress(d.Digital))
	_, none := d.App.NudgeLetter(t.Context(), d.Clerk.Actor, urged.Code)
	refused(t, "a nudge of the second rung", none, fault.NotFound, "không có công văn")
	if err := d.App.MoveNudge(t.Context(), d.Clerk.Actor, app.MoveNudge{Code: dropped.Code, Act: reform.NudgeDrop, Seen: dropped.Version}); err != nil {
		t.Fatal(err)
	}
	_, over := d.App.NudgeLetter(t.Context(), d.Clerk.Actor, dropped.Code)
	refused(t, "a letter that was dropped", over, fault.Conflict, "đã bỏ")
}
