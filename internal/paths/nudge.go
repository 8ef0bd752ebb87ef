package paths

import "net/url"

// The patterns of the Office's watch over every unit, and of what it urges them to do.
const (
	Board        = "/theo-doi"
	BoardMatrix  = "/theo-doi/ma-tran"
	BoardFilters = "/theo-doi/bo-loc"      // saved filters: POST keeps one
	BoardFilter  = "/theo-doi/bo-loc/{id}" // one of them: POST drops or renames it
	BoardFile    = "/theo-doi.xlsx"
	Follow       = "/theo-doi/nguoi-theo-doi" // GET with tasks or a filter asks who of the Office follows them, POST says so
	NudgePreview = "/theo-doi/nhac-viec"      // GET with tasks or a filter shows what would go out, POST sends it

	Nudges        = "/nhac-viec"
	Nudge         = "/nhac-viec/{dd}"
	NudgeAct      = "/nhac-viec/{dd}/viec/{viec}"
	NudgeRecall   = "/nhac-viec/dot/{id}/thu-hoi" // a whole batch
	NudgeLetter   = "/nhac-viec/{dd}/cong-van.docx"
	NudgeAnswer   = "/nhac-viec/{dd}/tra-loi/{id}"    // what the unit says of one of its tasks
	NudgeTogether = "/nhac-viec/{dd}/hen-chung"       // one promised day for several of its tasks
	NudgeSettle   = "/nhac-viec/{dd}/giai-quyet/{id}" // what the Office says to "not ours"
	Promises      = "/nhac-viec/loi-hen"              // what a unit promised, and what came of it
	Unsettled     = "/nhac-viec/cho-xem-xet"          // what units say is not their own, for the Office to settle

	Health    = "/quan-tri/van-hanh"
	HealthJob = "/quan-tri/van-hanh/viec/{id}"
	Letters   = "/quan-tri/thu-gui-di"
	LetterTry = "/quan-tri/thu-gui-di/{id}/gui-lai"

	Channels = "/tai-khoan/thong-bao"
	FeedForm = "/tai-khoan/lich"
	Feed     = "/lich/{bi_mat}" // read by calendar programs, without a session; the name ends in .ics
	Changes  = "/su-kien"       // server-sent events: something changed
)

// ToLetterTry returns where a delivery that was given up is sent again.
func ToLetterTry(id int64) string { return Letters + "/" + number(id) + "/gui-lai" }

// ToBoard returns the board with these filters.
func ToBoard(query url.Values) string { return With(Board, query) }

// ToBoardFilter returns where one saved filter is renamed or dropped.
func ToBoardFilter(id int64) string { return BoardFilters + "/" + number(id) }

// ToNudgePreview returns what a nudge of these tasks, or of all that a filter of the board shows, would be.
func ToNudgePreview(query url.Values) string { return With(NudgePreview, query) }

// ToFollow returns where somebody is asked to follow these tasks, or all that a filter of the board shows.
func ToFollow(query url.Values) string { return With(Follow, query) }

// ToNudge returns the page of the nudge with this code.
func ToNudge(code string) string { return Nudges + "/" + url.PathEscape(code) }

// ToNudges returns the register of nudges with these filters.
func ToNudges(query url.Values) string { return With(Nudges, query) }

// ToNudgeBatch returns the register with the nudges of one act.
func ToNudgeBatch(batch int64) string { return ToNudges(url.Values{"dot": {number(batch)}}) }

// ToNudgeAct returns the page that confirms a step of the nudge; the act is its identifier.
func ToNudgeAct(code, act string) string { return ToNudge(code) + "/viec/" + url.PathEscape(act) }

// ToNudgeRecall returns where a batch of nudges is recalled.
func ToNudgeRecall(batch int64) string { return Nudges + "/dot/" + number(batch) + "/thu-hoi" }

// ToNudgeLetter returns the letter of a nudge of the third rung, as .docx.
func ToNudgeLetter(code string) string { return ToNudge(code) + "/cong-van.docx" }

// ToNudgeAnswer returns the form that answers about one task of the nudge.
func ToNudgeAnswer(code string, task int64) string { return ToNudge(code) + "/tra-loi/" + number(task) }

// ToNudgeTogether returns the form that promises one day for several tasks of the nudge.
func ToNudgeTogether(code string) string { return ToNudge(code) + "/hen-chung" }

// ToNudgeSettle returns the form that settles the answer that a task is not the unit's.
func ToNudgeSettle(code string, task int64) string {
	return ToNudge(code) + "/giai-quyet/" + number(task)
}

// ToFeed returns where a calendar program reads the days that the secret is of.
func ToFeed(secret string) string { return "/lich/" + secret + ".ics" }

// ToPromises returns the record of promises with these filters.
func ToPromises(query url.Values) string { return With(Promises, query) }
