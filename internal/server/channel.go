package server

import (
	"net/http"

	"cchc/internal/app"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/pages/channels"
	"cchc/web/pages/deliveries"
	"cchc/web/ui"
)

func (s *Server) channelRoutes() []Route {
	return []Route{
		get(paths.Channels, policy.ChannelChoose, s.channelPage),
		post(paths.Channels, policy.ChannelChoose, s.chooseChannels),
		get(paths.Letters, policy.PortalWatch, s.deliveryList),
		post(paths.Letters, policy.PortalWatch, s.resendDeliveries),
		post(paths.LetterTry, policy.PortalWatch, s.resendDelivery),
	}
}

func (s *Server) channelPage(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	page, err := s.App.Channels(r.Context(), who)
	if err != nil {
		return err
	}
	return s.renderChannels(w, r, http.StatusOK, page, channels.Typed(page.Now, page.Channels))
}

func (s *Server) renderChannels(w http.ResponseWriter, r *http.Request, status int, page app.ChannelPage, entry ui.Entry) error {
	view := channels.Page{Now: page.Now, Channels: page.Channels, Entry: entry}
	frame := s.page(r, "Cách nhận thông báo", "", ui.Crumb{Label: "Tài khoản", Href: paths.Account}, ui.Crumb{Label: "Cách nhận thông báo"})
	return s.render(w, r, status, frame, channels.ChoosePage(view))
}

func (s *Server) chooseChannels(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	page, err := s.App.Channels(r.Context(), who)
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	return s.edit(w, r, edit{
		form: f, fields: channels.Fields(page.Channels), next: paths.Channels, done: "Đã lưu cách nhận thông báo.",
		deed: func() error { return s.App.ChooseChannels(r.Context(), who, chosenChannels(f, page.Channels)) },
		stored: func() (record, error) {
			now, err := s.App.Channels(r.Context(), who)
			return record{
				entry: channels.Typed(now.Now, now.Channels), fields: channels.Fields(now.Channels), action: policy.ChannelChoose, subject: now.Now.Subject(),
			}, err
		},
		again: func(status int, lines []ui.FieldError) error {
			return s.renderChannels(w, r, status, page, f.entry(lines))
		},
	})
}

// chosenChannels reads what was chosen for the channels of this portal.
func chosenChannels(f *form, on []reform.Channel) reform.Reachability {
	next := reform.Reachability{Phone: reform.PhoneOf(f.Line(channels.PhoneField)), Version: f.Number(ui.VersionField)}
	for _, channel := range on {
		for _, kind := range reform.NoticeKinds() {
			if len(kind.Choosable(channel)) > 1 {
				pace := reform.Pace(f.Line(reform.ChoiceField(kind, channel)))
				next.Choices = append(next.Choices, reform.ChannelChoice{Kind: kind, Channel: channel, Pace: pace})
			}
		}
	}
	return next
}

func (s *Server) deliveryList(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f := queried(r)
	state := reform.DeliveryState(f.Line(deliveries.StateField))
	switch {
	case state == deliveries.AllStates:
		state = ""
	case state.Label() == "":
		state = reform.DeliveryDead
	}
	list, err := s.App.Deliveries(r.Context(), who, reform.DeliveryFilter{State: state, Page: f.Page()})
	if err != nil {
		return err
	}
	view := deliveries.List{
		Deliveries: list.Deliveries, Dead: list.Dead, Channels: list.Channels, State: state,
		Pages: pagesOf(paths.Letters, f, list.Page, list.Total, "thư, tin nhắn"),
	}
	return s.render(w, r, http.StatusOK, s.page(r, "Thư, tin nhắn gửi đi", paths.Letters, ui.Crumb{Label: "Thư gửi đi"}), deliveries.ListPage(view))
}

func (s *Server) resendDelivery(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	number, err := id(r, "id")
	if err != nil {
		return err
	}
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	if err := s.App.ResendDelivery(r.Context(), who, number, f.Number(ui.VersionField)); err != nil {
		return err
	}
	return s.done(w, r, paths.Letters, "Đã xếp một thư, tin nhắn vào hàng chờ gửi lại.")
}

func (s *Server) resendDeliveries(w http.ResponseWriter, r *http.Request) error {
	who, _ := actorOf(r)
	f, err := readForm(w, r)
	if err != nil {
		return err
	}
	of := reform.DeadCause{Channel: reform.Channel(f.Line(deliveries.ChannelField)), Cause: reform.FailCause(f.Line(deliveries.CauseField))}
	count, err := s.App.ResendDeliveries(r.Context(), who, of)
	if err != nil {
		return err
	}
	return s.done(w, r, paths.Letters, "Đã xếp "+viet.Int(count)+" thư, tin nhắn vào hàng chờ gửi lại.")
}
