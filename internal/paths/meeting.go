package paths

import "net/url"

// The patterns of what leaders read and what meetings decide.
const (
	DashboardNews   = "/dieu-hanh/thay-doi"      // what changed between two instants
	DashboardUnit   = "/dieu-hanh/don-vi/{id}"   // the figures of one unit
	DashboardArea   = "/dieu-hanh/linh-vuc/{so}" // the figures of one area
	DashboardBrief  = "/dieu-hanh/tom-tat"       // the brief of the next meeting, or of the last
	Judgements      = "/dieu-hanh/trong-diem"    // every priority task with its three readings
	Judge           = "/nhiem-vu/{ma}/nhan-dinh" // the Office's own reading
	Instructions    = "/chi-dao"                 // what leaders told units to do, done or not
	InstructionNew  = "/chi-dao/moi"
	Approvals       = "/phe-duyet" // what waits for a leader
	InstructionFile = "/chi-dao.xlsx"

	Meetings         = "/giao-ban"
	MeetingNew       = "/giao-ban/moi"
	MeetingSeries    = "/giao-ban/loai"
	MeetingSeriesNew = "/giao-ban/loai/moi"
	MeetingSeriesMod = "/giao-ban/loai/{id}"
	Meeting          = "/giao-ban/{gb}"
	MeetingMod       = "/giao-ban/{gb}/sua"
	MeetingAct       = "/giao-ban/{gb}/viec/{viec}" // freeze, conclude, cancel, reopen
	MeetingAsk       = "/giao-ban/{gb}/hoi-don-vi"  // tell the units what to prepare
	AgendaNew        = "/giao-ban/{gb}/noi-dung/moi"
	AgendaMod        = "/giao-ban/{gb}/noi-dung/{id}"
	AgendaDrop       = "/giao-ban/{gb}/noi-dung/{id}/bo"
	AgendaAnswer     = "/giao-ban/{gb}/noi-dung/{id}/tra-loi"
	AgendaDecision   = "/giao-ban/{gb}/noi-dung/{id}/quyet-dinh" // what the leader in the chair decides, typed in
	AgendaShift      = "/giao-ban/{gb}/noi-dung/{id}/thu-tu"     // up or down
	ConclusionNew    = "/giao-ban/{gb}/ket-luan/moi"
	ConclusionMod    = "/giao-ban/{gb}/ket-luan/{id}/sua" // its words
	MeetingMinutes   = "/giao-ban/{gb}/bien-ban"
	MinutesFile      = "/giao-ban/{gb}/ket-luan.docx"
	MeetingBrief     = "/giao-ban/{gb}/tom-tat" // what the brief would be now, and what is kept off it
	MeetingFreeze    = "/giao-ban/{gb}/chot"
	Projector        = "/giao-ban/{gb}/trinh-chieu"

	Snapshot      = "/ban-chot/{cs}" // a brief as it was frozen
	SnapshotRows  = "/ban-chot/{cs}/nhiem-vu"
	SnapshotPaper = "/ban-chot/{cs}/in" // the brief alone, for paper
	SnapshotWord  = "/ban-chot/{cs}/tom-tat.docx"
	SnapshotSheet = "/ban-chot/{cs}/so-lieu.xlsx"
)

// ToNews returns what changed, with these filters.
func ToNews(query url.Values) string { return With(DashboardNews, query) }

// ToDashboardUnit returns the figures of one unit.
func ToDashboardUnit(unit int64) string { return Dashboard + "/don-vi/" + number(unit) }

// ToDashboardArea returns the figures of the area with this code.
func ToDashboardArea(area int) string { return Dashboard + "/linh-vuc/" + number(int64(area)) }

// ToJudge returns the form of the Office's own reading of the task.
func ToJudge(code string) string { return ToTask(code) + "/nhan-dinh" }

// ToMeeting returns the page of the meeting with this code.
func ToMeeting(code string) string { return Meetings + "/" + url.PathEscape(code) }

// ToMeetingSeries returns the form of one series.
func ToMeetingSeries(id int64) string { return MeetingSeries + "/" + number(id) }

// ToMeetingEdit returns the form that edits the meeting.
func ToMeetingEdit(code string) string { return ToMeeting(code) + "/sua" }

// ToMeetingAct returns the page that confirms a step of the meeting; the act is its identifier.
func ToMeetingAct(code, act string) string { return ToMeeting(code) + "/viec/" + url.PathEscape(act) }

// ToMeetingAsk returns where units are told what to prepare.
func ToMeetingAsk(code string) string { return ToMeeting(code) + "/hoi-don-vi" }

// ToAgendaNew returns the form that adds to the agenda.
func ToAgendaNew(code string) string { return ToMeeting(code) + "/noi-dung/moi" }

// ToAgendaItem returns the form of one item of the agenda.
func ToAgendaItem(code string, item int64) string {
	return ToMeeting(code) + "/noi-dung/" + number(item)
}

// ToAgendaDrop returns the page that asks before an item is taken off the agenda.
func ToAgendaDrop(code string, item int64) string { return ToAgendaItem(code, item) + "/bo" }

// ToAgendaAnswer returns the form on which a unit answers what the meeting asks of it.
func ToAgendaAnswer(code string, item int64) string { return ToAgendaItem(code, item) + "/tra-loi" }

// ToAgendaDecision returns the form on which the Office types in what the leader in the chair decides of the item's card.
func ToAgendaDecision(code string, item int64) string {
	return ToAgendaItem(code, item) + "/quyet-dinh"
}

// ToConclusionNew returns the form that notes a conclusion.
func ToConclusionNew(code string) string { return ToMeeting(code) + "/ket-luan/moi" }

// ToMinutes returns the minutes of the meeting.
func ToMinutes(code string) string { return ToMeeting(code) + "/bien-ban" }

// ToMinutesFile returns the announcement of the meeting's conclusions, as .docx.
func ToMinutesFile(code string) string { return ToMeeting(code) + "/ket-luan.docx" }

// ToMeetingBrief returns the brief as it would be now, before it is frozen.
func ToMeetingBrief(code string) string { return ToMeeting(code) + "/tom-tat" }

// ToMeetingFreeze returns where the brief of the meeting is frozen.
func ToMeetingFreeze(code string) string { return ToMeeting(code) + "/chot" }

// ToProjector returns the meeting's figures for the screen of the room.
func ToProjector(code string) string { return ToMeeting(code) + "/trinh-chieu" }

// ToSnapshot returns the brief that was frozen under this code.
func ToSnapshot(code string) string { return "/ban-chot/" + url.PathEscape(code) }

// ToSnapshotRows returns the tasks behind its figures, with these filters.
func ToSnapshotRows(code string, query url.Values) string {
	return With(ToSnapshot(code)+"/nhiem-vu", query)
}

// ToSnapshotPaper returns the brief alone, for paper.
func ToSnapshotPaper(code string) string { return ToSnapshot(code) + "/in" }

// ToSnapshotWord returns the brief as .docx.
func ToSnapshotWord(code string) string { return ToSnapshot(code) + "/tom-tat.docx" }

// ToSnapshotSheet returns its figures and rows as .xlsx.
func ToSnapshotSheet(code string) string { return ToSnapshot(code) + "/so-lieu.xlsx" }

// ToAgendaShift returns where the item of the agenda goes up or down.
func ToAgendaShift(code string, item int64) string { return ToAgendaItem(code, item) + "/thu-tu" }

// ToConclusion returns the form that mends the words of a conclusion.
func ToConclusion(code string, id int64) string {
	return ToMeeting(code) + "/ket-luan/" + number(id) + "/sua"
}

// ToDecisionIn returns the page on which a leader decides the obstacle, and from which they come back to the meeting.
func ToDecisionIn(obstacle, meeting string) string {
	return With(ToObstacleDecision(obstacle), url.Values{MeetingField: {meeting}})
}

// MeetingField names, in addresses and forms, the meeting that their reader came from.
const MeetingField = "giao_ban"
