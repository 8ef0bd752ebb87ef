package paths

import "net/url"

// The patterns of what was typed and not sent, and of staying signed in.
const (
	Drafts    = "/nhap"
	DraftDrop = "/nhap/bo"
	DraftShow = "/nhap/xem"
	Session   = "/phien"
	Shared    = "/tai-khoan/may-dung-chung"
)

// ToDrafts returns a page of the list of drafts.
func ToDrafts(page int) string {
	if page <= 1 {
		return Drafts
	}
	return With(Drafts, url.Values{"trang": {number(int64(page))}})
}

// ToDraft returns where the text of the draft is read; form is the address at which its form stands.
func ToDraft(form string) string { return With(DraftShow, url.Values{"noi_dien": {form}}) }

// ToDraftDrop returns the page that asks before dropping the draft.
func ToDraftDrop(form string) string { return With(DraftDrop, url.Values{"noi_dien": {form}}) }
