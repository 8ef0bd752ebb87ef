// Package paths builds and names every URL of the portal in one place. It imports nothing of the portal.
package paths

import (
	"net/url"
	"strconv"
	"strings"
)

// The patterns of the portal's URLs, as the router matches them.
const (
	Home     = "/"
	SignIn   = "/dang-nhap"
	SignOut  = "/dang-xuat"
	Account  = "/tai-khoan"
	Password = "/tai-khoan/mat-khau"

	Work      = "/viec-cua-toi"
	Tasks     = "/nhiem-vu"
	TaskNew   = "/nhiem-vu/moi"
	Task      = "/nhiem-vu/{ma}"
	TaskEdit  = "/nhiem-vu/{ma}/sua"
	TaskGive  = "/nhiem-vu/{ma}/giao"
	TaskStaff = "/nhiem-vu/{ma}/phan-cong"
	TaskFlag  = "/nhiem-vu/{ma}/trong-diem"
	TaskAct   = "/nhiem-vu/{ma}/viec/{viec}"
	Report    = "/nhiem-vu/{ma}/bao-cao"

	File = "/tep/{id}"
	// StageFile takes one file for a form that is not sent yet.
	StageFile = "/tep/tam"

	OwnUnit = "/don-vi"
	Unit    = "/don-vi/{id}"

	Documents   = "/van-ban"
	DocumentNew = "/van-ban/moi"
	Document    = "/van-ban/{id}"
	DocumentMod = "/van-ban/{id}/sua"
	ClauseNew   = "/van-ban/{id}/dieu-khoan/moi"
	ClauseMod   = "/van-ban/{id}/dieu-khoan/{khoan}"

	AdminUnits    = "/quan-tri/don-vi"
	AdminUnitNew  = "/quan-tri/don-vi/moi"
	AdminUnit     = "/quan-tri/don-vi/{id}"
	AdminPeople   = "/quan-tri/nguoi-dung"
	AdminNew      = "/quan-tri/nguoi-dung/moi"
	AdminPerson   = "/quan-tri/nguoi-dung/{id}"
	AdminReset    = "/quan-tri/nguoi-dung/{id}/dat-lai-mat-khau"
	AdminSessions = "/quan-tri/nguoi-dung/{id}/ket-thuc-phien"
	Audit         = "/quan-tri/nhat-ky"

	Style     = "/dev/kieu"
	StyleList = "/dev/kieu/danh-sach"
	StyleForm = "/dev/kieu/bieu-mau"
	Alive     = "/healthz"
	Ready     = "/readyz"
	Assets    = "/tai-nguyen/*"
)

// ToTask returns the page of the task with this code.
func ToTask(code string) string { return Tasks + "/" + url.PathEscape(code) }

// ToTaskEdit returns the form that edits the task's content.
func ToTaskEdit(code string) string { return ToTask(code) + "/sua" }

// ToTaskGive returns the form that assigns the task.
func ToTaskGive(code string) string { return ToTask(code) + "/giao" }

// ToTaskStaff returns the form that names the task's officer.
func ToTaskStaff(code string) string { return ToTask(code) + "/phan-cong" }

// ToTaskFlag returns where the priority flag is posted.
func ToTaskFlag(code string) string { return ToTask(code) + "/trong-diem" }

// ToTaskAct returns the page that confirms a step of the task's life; the act is its identifier.
func ToTaskAct(code, act string) string { return ToTask(code) + "/viec/" + url.PathEscape(act) }

// ToReport returns the form that reports progress on the task.
func ToReport(code string) string { return ToTask(code) + "/bao-cao" }

// ToNewTask returns the form for a new task drawn from the clause; 0 for one drawn from nothing.
func ToNewTask(clause int64) string {
	if clause == 0 {
		return TaskNew
	}
	return TaskNew + "?khoan=" + number(clause)
}

// ToFile returns where the file is read.
func ToFile(id int64) string { return "/tep/" + number(id) }

// ToFileView returns where the file is shown in the browser instead of downloaded.
func ToFileView(id int64) string { return ToFile(id) + "?xem=1" }

// ToUnit returns the unit's page.
func ToUnit(id int64) string { return OwnUnit + "/" + number(id) }

// ToDocument returns the document's page.
func ToDocument(id int64) string { return Documents + "/" + number(id) }

// ToClause returns the place of a clause on its document's page.
func ToClause(document, clause int64) string {
	return ToDocument(document) + "#khoan-" + number(clause)
}

// ToDocumentEdit returns the form that edits the document's entry.
func ToDocumentEdit(id int64) string { return ToDocument(id) + "/sua" }

// ToNewClause returns the form that adds a clause to the document.
func ToNewClause(document int64) string { return ToDocument(document) + "/dieu-khoan/moi" }

// ToClauseEdit returns the form that edits the clause.
func ToClauseEdit(document, clause int64) string {
	return ToDocument(document) + "/dieu-khoan/" + number(clause)
}

// ToAdminUnit returns the form of one unit.
func ToAdminUnit(id int64) string { return AdminUnits + "/" + number(id) }

// ToAdminPerson returns the form of one account.
func ToAdminPerson(id int64) string { return AdminPeople + "/" + number(id) }

// ToAdminReset returns where the account's password is reset.
func ToAdminReset(id int64) string { return ToAdminPerson(id) + "/dat-lai-mat-khau" }

// ToAdminSessions returns where the account's sessions are ended.
func ToAdminSessions(id int64) string { return ToAdminPerson(id) + "/ket-thuc-phien" }

// ToSignIn returns the sign-in page that goes on to the path afterwards.
func ToSignIn(next string) string {
	if next == "" || next == Home {
		return SignIn
	}
	return SignIn + "?tiep=" + url.QueryEscape(next)
}

// With returns the path with the query; an empty query adds nothing.
func With(path string, query url.Values) string {
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

func number(id int64) string { return strconv.FormatInt(id, 10) }

// RecordOf returns the page of the task, document or obstacle that the path belongs to; the home page for any other path.
func RecordOf(path string) string {
	for _, list := range []string{Tasks, Documents, Obstacles} {
		rest, below := strings.CutPrefix(path, list+"/")
		record, _, _ := strings.Cut(rest, "/")
		if below && record != "" && record != "moi" {
			return list + "/" + record
		}
	}
	return Home
}
