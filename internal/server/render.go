package server

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/web/layout"
	"cchc/web/ui"
)

// render sends the page inside the frame for its reader.
func (s *Server) render(w http.ResponseWriter, r *http.Request, status int, page layout.Page, body templ.Component) error {
	if status >= http.StatusBadRequest && s.repeated(w, r) {
		return nil
	}
	frame := layout.NarrowShell(page)
	switch {
	case page.Room:
		frame = layout.RoomShell(page)
	case page.Nav != nil:
		frame = layout.Shell(page)
	}
	whole := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(whole)
	whole.Reset()
	if err := frame.Render(templ.WithChildren(r.Context(), body), whole); err != nil {
		return err
	}
	stamp := s.stamp(r, page.Title)
	if status == http.StatusOK {
		if err := s.recall(r, whole.Bytes(), &stamp); err != nil {
			return err
		}
	}
	sendPage(w, status, whole.Bytes(), stamp)
	return nil
}

// fragment sends a part of a page, for script that asked for no more.
func (s *Server) fragment(w http.ResponseWriter, r *http.Request, part templ.Component) error {
	var whole bytes.Buffer
	if err := part.Render(r.Context(), &whole); err != nil {
		return err
	}
	sendPage(w, http.StatusOK, whole.Bytes(), stamp{})
	return nil
}

// buffers hold pages until they are whole; used again, they need not grow for each page.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// sendPage sends the page with its marks replaced in one piece: what is sent in pieces costs a call of the system for each.
func sendPage(w http.ResponseWriter, status int, page []byte, stamp stamp) {
	stamped := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(stamped)
	stamped.Reset()
	stamp.writeTo(stamped, page)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(stamped.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(stamped.Bytes())
}

// page returns the frame of a page of the menu entry current ("" for none): title, way, flash, reader.
func (s *Server) page(r *http.Request, title, current string, crumbs ...ui.Crumb) layout.Page {
	page := layout.Page{
		Title: title, Current: current, Sample: s.Sample, Today: calendar.DateOf(s.Clock()).String(), Foot: s.Version,
		Flash: s.flash(r),
	}
	page.Typing.Shared = sharedComputer(r)
	if who, ok := actorOf(r); ok {
		page.Typing.Person, page.Typing.Left = strconv.FormatInt(who.Person, 10), s.left(r)
		page.Typing.Forget = s.sessions.PopString(r.Context(), forgetKey)
		page.Nav, page.Manage = inPlaces(menu(who))
		if page.Places = placesOfWatch(who, current); page.Places != nil {
			page.Current = paths.Board
		}
		s.countWaiting(r, who, page.Nav)
		page.Who = layout.Who{Name: who.Name, Unit: who.InUnit, Account: paths.Account, SignOut: paths.SignOut}
		page.StandIn, page.Bell = standing(visitorOf(r)), bellOf(r)
		if len(crumbs) > 0 {
			page.Crumbs = append([]ui.Crumb{{Label: "Trang chủ", Href: paths.Home}}, crumbs...)
		}
	}
	return page
}

// standing says for whom the visitor acts, or may act.
func standing(v app.Visitor) layout.StandIn {
	stand := layout.StandIn{Start: paths.StandIn, Stop: paths.StandInStop}
	if v.Acting.ID != 0 {
		stand.Name, stand.Until = v.Acting.Name, v.Acting.Until.Vietnamese()
		return stand
	}
	for _, offer := range v.StandIns {
		stand.Offers = append(stand.Offers, layout.StandInOffer{ID: offer.ID, Name: offer.Name, Until: offer.Until.Vietnamese()})
	}
	return stand
}

// menu lists what the reader can reach.
func menu(who policy.Actor) []layout.NavItem {
	entries := []struct {
		action policy.Action
		label  string
		href   string
	}{
		{policy.BoardRead, "Theo dõi", paths.Board}, {policy.TaskWork, "Việc của tôi", paths.Work}, {policy.UnitWatch, "Đơn vị", paths.OwnUnit},
		{policy.ApprovalRead, "Phê duyệt", paths.Approvals}, {policy.ReportApprove, "Chờ duyệt", paths.ToApprove}, {policy.ReportAccept, "Thẩm tra", paths.ToVerify},
		{policy.TaskRead, "Nhiệm vụ", paths.Tasks}, {policy.TaskRead, "Vướng mắc", paths.Obstacles}, {policy.NudgeRead, "Nhắc việc", paths.Nudges}, {policy.TaskRead, "Gia hạn", paths.Extensions}, {policy.DocumentRead, "Văn bản", paths.Documents}, {policy.IndicatorRead, "Chỉ tiêu", paths.Indicators},
		{policy.PersonManage, "Người dùng", paths.AdminPeople}, {policy.UnitManage, "Cơ cấu đơn vị", paths.AdminUnits},
		{policy.CalendarManage, "Ngày nghỉ", paths.Holidays}, {policy.CalendarManage, "Kỳ báo cáo", paths.Windows},
		{policy.ReminderManage, "Nhắc tự động", paths.Reminders},
		{policy.SettingManage, "Thiết lập", paths.Settings}, {policy.PortalWatch, "Thư gửi đi", paths.Letters}, {policy.PortalWatch, "Vận hành", paths.Running},
		{policy.DeputyName, "Ủy quyền", paths.Deputies}, {policy.ChargeManage, "Phụ trách lĩnh vực", paths.Charges},
		{policy.AuditRead, "Nhật ký", paths.Audit},
	}
	menu := []layout.NavItem{}
	for _, entry := range entries {
		if who.Reach(entry.action) > policy.Nothing && !standsBehind(who, entry.href) && !approvedWithRest(who, entry.href) {
			menu = append(menu, layout.NavItem{Label: entry.label, Href: entry.href})
		}
	}
	return menu
}

// approvedWithRest reports whether the page is one that a leader reaches by the list of all that waits for them.
func approvedWithRest(who policy.Actor, href string) bool {
	return href == paths.ToApprove && who.Reach(policy.ObstacleDecide) > policy.Nothing
}

// countWaiting sets beside the obstacles and beside what is to be approved how many of them wait for the reader. A menu without the
// numbers is better than no page.
func (s *Server) countWaiting(r *http.Request, who policy.Actor, menu []layout.NavItem) {
	for href, count := range map[string]func(context.Context, policy.Actor) (int, error){
		paths.Obstacles: s.App.WaitingObstacles, paths.Approvals: s.App.WaitingApprovals,
	} {
		at := slices.IndexFunc(menu, func(item layout.NavItem) bool { return item.Href == href })
		if at < 0 || traceOf(r).err != nil {
			continue
		}
		if n, err := count(r.Context(), who); err == nil {
			menu[at].Count = n
		}
	}
}

// inPlaces divides the menu into what people work with and, behind one more entry, what they set up, with the targets that the
// Office keeps there; whoever only sets up has it all in sight.
func inPlaces(menu []layout.NavItem) (work, manage []layout.NavItem) {
	keeps := slices.ContainsFunc(menu, setsUp)
	for _, item := range menu {
		if setsUp(item) || keeps && item.Href == paths.Indicators {
			manage = append(manage, item)
		} else {
			work = append(work, item)
		}
	}
	if len(work) == 0 {
		return manage, nil
	}
	return work, manage
}

// setsUp reports whether the entry leads to what the portal works by, not to the work itself.
func setsUp(item layout.NavItem) bool {
	return strings.HasPrefix(item.Href, "/quan-tri/") || item.Href == paths.Deputies
}

// done goes on to the path with a sentence that says what was done.
func (s *Server) done(w http.ResponseWriter, r *http.Request, path, sentence string) error {
	if s.repeated(w, r) {
		return nil
	}
	s.keepResult(r, path, sentence)
	s.forgetDraft(r)
	s.sessions.Put(r.Context(), flashKey, sentence)
	http.Redirect(w, r, path, http.StatusSeeOther)
	return nil
}

func (s *Server) flash(r *http.Request) *ui.Message {
	if !opened(r) {
		return nil
	}
	if sentence := s.sessions.PopString(r.Context(), flashKey); sentence != "" {
		return &ui.Message{Tone: ui.Success, Text: sentence}
	}
	return nil
}
