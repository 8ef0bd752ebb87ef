package server_test

import (
	"net/http"
	"strings"
	"testing"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

func TestConclusionsAreAnnouncedOnceThereAreSome(t *testing.T) {
	t.Parallel()
	p := open(t)
	meeting := p.Meeting(reform.MeetingFrozen)
	v := p.as(p.Clerk)
	file := paths.ToMinutesFile(meeting.Code)
	want(t, "nothing concluded", v.get(file), http.StatusConflict)
	_, task := p.Conclusion(meeting, p.Science)
	shows(t, v.get(paths.ToMinutes(meeting.Code)), "Thông báo kết luận (.docx)")
	got := v.get(file)
	want(t, "the announcement", got, http.StatusOK)
	if !strings.Contains(got.Header.Get("Content-Disposition"), "thong-bao-ket-luan-"+meeting.Code+".docx") || !strings.HasPrefix(got.body, "PK") {
		t.Errorf("it is sent as %q", got.Header.Get("Content-Disposition"))
	}
	want(t, "the announcement to a unit", p.as(p.Science.Head).get(file), http.StatusForbidden)
	shows(t, p.as(p.Leader).get(paths.Instructions+"?lanh_dao=&nguon=meeting"), task.Code, "Kết luận giao ban "+meeting.Code)
}

func TestThereIsNoBriefToReadBeforeOneIsFrozen(t *testing.T) {
	t.Parallel()
	p := open(t)
	v := p.as(p.Leader)
	shows(t, v.get(paths.DashboardBrief), "Chưa có bản tóm tắt nào được chốt.", "Xem các cuộc giao ban")
	meeting := p.Meeting(reform.MeetingPlanned)
	shows(t, v.get(paths.DashboardBrief), meeting.Series+", ")
	screen := v.get(paths.ToProjector(meeting.Code))
	want(t, "the screen before", screen, http.StatusOK)
	shows(t, screen, "Chưa chốt bản tóm tắt")
	if strings.Contains(screen.body, "Menu chính") {
		t.Error("the screen of the room has the menu")
	}
}

func TestFrozenBriefIsShownScreenByScreen(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.Reported(p.Science, 40)
	meeting := p.Meeting(reform.MeetingPlanned)
	code, err := p.App.FreezeMeeting(t.Context(), p.Clerk.Actor, app.FreezeMeeting{Code: meeting.Code, Seen: meeting.Version})
	if err != nil {
		t.Fatal(err)
	}
	v := p.as(p.Leader)
	if got := v.get(paths.DashboardBrief); got.StatusCode != http.StatusSeeOther || got.to() != paths.ToSnapshot(code) {
		t.Errorf("the brief to read: %d to %q", got.StatusCode, got.to())
	}
	shows(t, v.get(paths.ToProjector(meeting.Code)), code, "Số liệu", "Tiếp", "Thoát trình chiếu")
	p.Conclusion(meeting, p.Science)
	last := v.get(paths.ToProjector(meeting.Code) + "?man=99")
	shows(t, last, "Kết luận vừa ghi", "hạn ")
	last.page(t).sound()
	want(t, "the screen to a unit", p.as(p.Science.Head).get(paths.ToProjector(meeting.Code)), http.StatusForbidden)
}
