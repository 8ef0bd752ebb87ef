package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// letter is what a clerk types for a letter that leaves its number and its day blank.
func letter() url.Values {
	return url.Values{
		"loai": {"official_letter"}, "ky_hieu": {"SKHCN-VP"}, "ngay": {"2024"}, "co_quan": {"Sở Khoa học và Công nghệ"},
		"trich_yeu": {"Triển khai cải cách hành chính"},
	}
}

// shows fails unless the page holds each of the texts.
func shows(t *testing.T, got answer, texts ...string) {
	t.Helper()
	seen := text(got.page(t).root)
	for _, want := range texts {
		if !strings.Contains(seen, want) {
			t.Errorf("%s does not show %q", got.Request.URL, want)
		}
	}
}

func TestLetterWithBlankNumberAndDayIsRegistered(t *testing.T) {
	t.Parallel()
	p := open(t)
	clerk := p.as(p.Clerk)
	cited := p.Directive("07")
	typed := letter()
	typed.Set("thuc_hien", id(cited.ID))
	got := clerk.upload(paths.Documents, typed, file{"tep", "Công văn.pdf", "application/pdf", strings.NewReader("%PDF-1.7 nội dung")})
	want(t, "registering", got, http.StatusSeeOther)
	shows(t, clerk.get(got.to()), "Đã thêm văn bản vào sổ", "Công văn …/SKHCN-VP", "Số Để trống", "2024 (để trống ngày)", "Công văn.pdf", "Thực hiện Chỉ thị 07/CT-UBND")
	shows(t, clerk.get(paths.ToDocument(cited.ID)), "Được thực hiện bởi Công văn …/SKHCN-VP năm 2024")
	shows(t, clerk.get(paths.Documents+"?q=trien+khai&nam=2024"), "…/SKHCN-VP", "1 văn bản")
	shows(t, clerk.get(paths.Documents+"?loai=plan"), "Không có văn bản khớp bộ lọc")
}

func TestLookingForDocumentsToLinkSavesNothingAndLosesNothing(t *testing.T) {
	t.Parallel()
	p := open(t)
	first, second := p.Directive("07"), p.Directive("08")
	typed := letter()
	typed.Set("thuc_hien", id(first.ID))
	typed.Set("tim_van_ban", "08/CT")
	typed.Set("tim", "1")
	got := p.as(p.Clerk).upload(paths.Documents, typed)
	want(t, "looking for documents", got, http.StatusOK)
	again := got.page(t).form(paths.Documents).values
	if again.Get("trich_yeu") != typed.Get("trich_yeu") || again.Get("thuc_hien") != id(first.ID) {
		t.Errorf("the form came back with %v", again)
	}
	shows(t, got, "Chỉ thị 07/CT-UBND", "Chỉ thị "+second.Number())
	if list := p.as(p.Clerk).get(paths.Documents); strings.Contains(list.body, "SKHCN-VP") {
		t.Error("looking for documents registered one")
	}
}

func TestSecretDocumentKeepsOnlyItsNumber(t *testing.T) {
	t.Parallel()
	p := open(t)
	clerk := p.as(p.Clerk)
	typed := letter()
	typed.Set("mat", "1")
	typed.Set("tom_tat", "Nội dung mật")
	want(t, "a secret document with a summary", clerk.upload(paths.Documents, typed), http.StatusUnprocessableEntity)
	typed.Del("tom_tat")
	attached := file{"tep", "a.pdf", "application/pdf", strings.NewReader("%PDF-1.7")}
	want(t, "a secret document with a file", clerk.upload(paths.Documents, typed, attached), http.StatusUnprocessableEntity)
	typed.Del("trich_yeu")
	got := clerk.upload(paths.Documents, typed)
	want(t, "a secret document", got, http.StatusSeeOther)
	clause := url.Values{"duong_dan": {"1"}, "nhan": {"mục 1"}, "noi_dung": {"Nội dung"}, "linh_vuc": {"-1"}}
	want(t, "a clause of a secret document", clerk.post(got.to()+"/dieu-khoan/moi", clause), http.StatusConflict)
	open := p.Directive("07")
	p.Clause(open, "1")
	form := clerk.get(paths.ToDocumentEdit(open.ID)).page(t).form(paths.ToDocumentEdit(open.ID)).values
	form.Set("mat", "1")
	want(t, "making a document with clauses secret", clerk.upload(paths.ToDocumentEdit(open.ID), form), http.StatusUnprocessableEntity)
}

func TestClauseIsPlacedByItsLetter(t *testing.T) {
	t.Parallel()
	p := open(t)
	d := p.Directive("07")
	for _, path := range []string{"3", "4", "3.d", "3.e"} {
		p.Clause(d, path)
	}
	typed := url.Values{"duong_dan": {"3.đ"}, "nhan": {"điểm đ mục 3"}, "ten": {"Tài chính công"}, "linh_vuc": {"5"}}
	got := p.as(p.Clerk).post(paths.ToNewClause(d.ID), typed)
	want(t, "adding a clause", got, http.StatusSeeOther)
	clauses, err := p.DB.Clauses(t.Context(), policy.See(p.Clerk.Actor, policy.DocumentRead), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, c := range clauses {
		order = append(order, c.Path)
	}
	if got := strings.Join(order, " "); got != "3 4 3.d 3.đ 3.e" {
		t.Errorf("the clauses stand as %s", got)
	}
}

func TestOnlyWhoSeesEveryTaskIsToldWhichClausesLackOne(t *testing.T) {
	t.Parallel()
	p := open(t)
	d := p.Directive("07")
	kept := p.keepSecret(p.Clause(d, "1"))
	p.Clause(d, "2")
	shows(t, p.as(p.Clerk).get(paths.ToDocument(d.ID)), "1/2 điều khoản có nhiệm vụ", kept.task.Code, "Chưa có nhiệm vụ", "Thêm nhiệm vụ")
	bare := p.as(p.Clerk).get(paths.ToDocument(d.ID) + "?loc=chua-co")
	shows(t, bare, "Chưa có nhiệm vụ")
	if strings.Contains(bare.body, kept.task.Code) {
		t.Error("the clauses without a task show a task")
	}
	shows(t, p.as(p.Leader).get(paths.ToDocument(d.ID)), "1/2 điều khoản có nhiệm vụ", "Chưa có nhiệm vụ")
	for _, who := range []small.Member{p.Science.Officer, p.Science.Head} {
		got := p.as(who).get(paths.ToDocument(d.ID))
		shows(t, got, "Chỉ hiện nhiệm vụ trong phạm vi theo dõi của bạn")
		if strings.Contains(got.body, "Chưa có nhiệm vụ") || strings.Contains(got.body, "Thêm nhiệm vụ") {
			t.Errorf("%s is told which clauses lack a task", who.Username)
		}
	}
}

func TestRegisterCountsATaskForEveryUnitThroughItsUnits(t *testing.T) {
	t.Parallel()
	p := open(t)
	d := p.Directive("07")
	draft := reform.Task{Title: "Việc chung", Area: reform.AreaInstitutions, PlanYear: 2026, Deliverable: "Báo cáo"}
	task, err := p.App.CreateTask(t.Context(), p.Clerk.Actor, app.CreateTask{Task: draft, Clauses: []int64{p.Clause(d, "1").ID}})
	if err != nil {
		t.Fatal(err)
	}
	give := p.Assignment(p.Read(task.Code), p.Science)
	give.EveryUnit = true
	if err := p.App.AssignTask(t.Context(), p.Clerk.Actor, give); err != nil {
		t.Fatal(err)
	}
	children, err := p.DB.ChildTasks(t.Context(), policy.See(p.Clerk.Actor, policy.TaskRead), task.ID)
	if err != nil || len(children) < 2 {
		t.Fatalf("%d children, %v", len(children), err)
	}
	list, err := p.App.DocumentList(t.Context(), p.Clerk.Actor, reform.DocumentFilter{Page: 1})
	if err != nil || len(list.Lines) != 1 || list.Lines[0].Tasks != len(children) {
		t.Errorf("the register says %+v, want %d tasks; %v", list.Lines, len(children), err)
	}
}
