package paths

import (
	"net/url"
	"strconv"
)

// The patterns of what a person was told.
const (
	Notices    = "/thong-bao"
	Notice     = "/thong-bao/{id}"
	NoticeSeen = "/thong-bao/{id}/da-doc"
	NoticesAll = "/thong-bao/da-doc"
)

// ToNotices returns a page of what the reader was told.
func ToNotices(page int) string {
	if page <= 1 {
		return Notices
	}
	return With(Notices, url.Values{"trang": {strconv.Itoa(page)}})
}

// ToNotice returns where the notice is opened: it leads on to its record.
func ToNotice(id int64) string { return Notices + "/" + number(id) }

// ToNoticeSeen returns where the notice is marked as read.
func ToNoticeSeen(id int64) string { return ToNotice(id) + "/da-doc" }
