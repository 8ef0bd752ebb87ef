package survival_test

import (
	"testing"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// prepared brings the department to where a deed can be done, and returns the deed.
type prepared func(t *testing.T, d *small.Department, a *app.App) func() error

const reason = "Theo chỉ đạo."

// deeds are the deeds of the portal by the name of their method, or of the method and the act.
var deeds = map[string]prepared{
	"CreateTask": func(t *testing.T, d *small.Department, a *app.App) func() error {
		clause := d.Clause(d.Directive("07"), "2.1")
		return func() error {
			_, err := a.CreateTask(t.Context(), d.Clerk.Actor, app.CreateTask{Task: reform.Task{
				Title: "Rà soát", Area: reform.AreaInstitutions, PlanYear: 2026, Deliverable: "Báo cáo",
			}, Clauses: []int64{clause.ID}})
			return err
		}
	},
	"EditTask": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.Draft()
		next := task
		next.Title = "Rà soát lại"
		return func() error {
			return a.EditTask(t.Context(), d.Clerk.Actor, app.EditTask{Code: task.Code, Seen: task.Version, Task: next})
		}
	},
	"AssignTask": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := d.Assignment(d.Draft(), d.Science, reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating, Share: "Số liệu"})
		return func() error { return a.AssignTask(t.Context(), d.Clerk.Actor, in) }
	},
	"AssignTask to every unit": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := d.Assignment(d.Draft(), d.Science)
		in.LeadUnit, in.EveryUnit = d.Units.Office.ID, true
		return func() error { return a.AssignTask(t.Context(), d.Clerk.Actor, in) }
	},
	"AssignTask anew each month": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := d.Assignment(d.Draft(), d.Science)
		in.Deadline, in.DueOn, in.Series = reform.DeadlinePeriodic, calendar.Date{}, monthly(a)
		return func() error { return a.AssignTask(t.Context(), d.Clerk.Actor, in) }
	},
	"OpenPeriods": func(t *testing.T, d *small.Department, a *app.App) func() error {
		d.Monthly(d.Science, 28, reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating, Share: "Số liệu"})
		return func() error { return a.OpenPeriods(t.Context()) }
	},
	"ScheduleTask": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.Monthly(d.Science, 28)
		return func() error {
			return a.ScheduleTask(t.Context(), d.Clerk.Actor, app.ScheduleTask{Code: task.Code, Seen: task.Version, Series: monthly(a)})
		}
	},
	"EditWindow": func(t *testing.T, d *small.Department, a *app.App) func() error {
		windows, err := d.DB.ReportingWindows(t.Context())
		if err != nil || len(windows) == 0 {
			t.Fatalf("%d windows (%v)", len(windows), err)
		}
		next := windows[0]
		next.ValidFrom = a.Today()
		return func() error {
			return a.EditWindow(t.Context(), d.Clerk.Actor, app.EditWindow{Window: next, Anew: true})
		}
	},
	"SplitTask": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.InProgress(d.Science)
		in := app.SplitTask{Code: task.Code, Seen: task.Version, DueOn: task.DueOn, Units: []int64{d.Units.Digital.ID, d.Units.Centre.ID}}
		return func() error { return a.SplitTask(t.Context(), d.Clerk.Actor, in) }
	},
	"MoveTask cancel the last child": func(t *testing.T, d *small.Department, a *app.App) func() error {
		child := lastChild(t, d)
		in := app.MoveTask{Code: child.Code, Act: reform.TaskCancel, Seen: child.Version, Note: reason}
		return func() error { return a.MoveTask(t.Context(), d.Clerk.Actor, in) }
	},
	"AnswerShare": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := asked(t, d)
		return func() error {
			in.Files = []app.Upload{small.PDF("so-lieu.pdf", "một"), small.PDF("phu-luc.pdf", "hai")}
			return a.AnswerShare(t.Context(), d.Science.Officer.Actor, in)
		}
	},
	"AskShareAgain": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := asked(t, d)
		if err := d.App.AnswerShare(t.Context(), d.Science.Officer.Actor, in); err != nil {
			t.Fatal(err)
		}
		return func() error {
			return a.AskShareAgain(t.Context(), d.Clerk.Actor, app.AskShareAgain{Code: in.Code, Share: in.Share, Seen: in.Seen + 1, Note: reason})
		}
	},
	"NameOfficer": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.InProgress(d.Science)
		return func() error {
			return a.NameOfficer(t.Context(), d.Science.Head.Actor, app.NameOfficer{Code: task.Code, Seen: task.Version, Officer: d.Colleague.Person})
		}
	},
	"FlagTask": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.InProgress(d.Science)
		return func() error {
			return a.FlagTask(t.Context(), d.Leader.Actor, app.FlagTask{Code: task.Code, Seen: task.Version, Priority: true})
		}
	},
	"PostReport": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.InProgress(d.Science)
		report := small.Statement(40)
		return func() error {
			in := app.PostReport{Code: task.Code, Report: report, Files: []app.Upload{small.PDF("bao-cao.pdf", "một"), small.PDF("phu-luc.pdf", "hai")}}
			_, err := a.PostReport(t.Context(), d.Science.Officer.Actor, in)
			return err
		}
	},
	"SubmitCompletion": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.Reported(d.Science, 60)
		in := small.Completion(task)
		return func() error {
			in.Proofs = []app.Proof{{Number: "12/BC-SKHCN", Files: []app.Upload{small.PDF("bao-cao.pdf", "một")}}}
			_, err := a.SubmitCompletion(t.Context(), d.Science.Officer.Actor, in)
			return err
		}
	},
	"SubmitCompletion again": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.CompletionIn(reform.ReportReturned, d.Science)
		in := small.Completion(task)
		return func() error {
			in.Proofs = []app.Proof{{Files: []app.Upload{small.PDF("bo-sung.pdf", "hai")}}}
			_, err := a.SubmitCompletion(t.Context(), d.Science.Officer.Actor, in)
			return err
		}
	},
	"SignOff approve": signed(reform.ReportSubmitted, reform.CompletionApprove, func(d *small.Department) small.Member { return d.Science.Head }),
	"SignOff return":  signed(reform.ReportSubmitted, reform.CompletionReturn, func(d *small.Department) small.Member { return d.Science.Head }),
	"SignOff accept":  signed(reform.ReportApproved, reform.CompletionAccept, clerk),
	"SignOffEach": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := d.SigningOff(d.Approved(d.Science), reform.CompletionAccept)
		return func() error { return a.SignOffEach(t.Context(), d.Clerk.Actor, []app.SignOff{in})[0].Err }
	},
	"File": func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.Reported(d.Science, 40)
		files, err := d.DB.TaskFiles(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID)
		if err != nil || len(files) == 0 {
			t.Fatalf("%d files (%v)", len(files), err)
		}
		return func() error { _, err := a.File(t.Context(), d.Clerk.Actor, files[0].ID); return err }
	},
	"MoveTask accept":  moved(reform.TaskAssigned, reform.TaskAccept, func(d *small.Department) small.Member { return d.Science.Head }),
	"MoveTask decline": moved(reform.TaskAssigned, reform.TaskDecline, func(d *small.Department) small.Member { return d.Science.Head }),
	"MoveTask suspend": moved(reform.TaskInProgress, reform.TaskSuspend, clerk),
	"MoveTask resume":  moved(reform.TaskSuspended, reform.TaskResume, clerk),
	"MoveTask cancel":  moved(reform.TaskInProgress, reform.TaskCancel, clerk),
	"MoveTask reopen":  moved(reform.TaskCompleted, reform.TaskReopen, func(d *small.Department) small.Member { return d.Chief }),
	"RegisterDocument": func(t *testing.T, d *small.Department, a *app.App) func() error {
		first := d.Directive("07")
		in := app.RegisterDocument{
			Document: reform.Document{
				Kind: reform.DocumentPlan, CodeNumber: "12", CodeNotation: "KH-SKHCN", IssuedYear: 2026, Issuer: "Sở Khoa học và Công nghệ", Subject: "Kế hoạch",
			},
			Implements: []int64{first.ID},
		}
		return func() error {
			in.Files = []app.Upload{small.PDF("ke-hoach.pdf", "văn bản")}
			_, err := a.RegisterDocument(t.Context(), d.Clerk.Actor, in)
			return err
		}
	},
	"EditDocument": func(t *testing.T, d *small.Department, a *app.App) func() error {
		document := d.Directive("07")
		document.Subject = "Về cải cách hành chính năm 2026"
		return func() error {
			return a.EditDocument(t.Context(), d.Clerk.Actor, app.RegisterDocument{Document: document})
		}
	},
	"AddClause": func(t *testing.T, d *small.Department, a *app.App) func() error {
		document := d.Directive("07")
		return func() error {
			_, err := a.AddClause(t.Context(), d.Clerk.Actor, reform.Clause{DocumentID: document.ID, Path: "3", Label: "3", Heading: "Thể chế", Area: 1})
			return err
		}
	},
	"EditClause": func(t *testing.T, d *small.Department, a *app.App) func() error {
		clause := d.Clause(d.Directive("07"), "2.1")
		clause.Heading = "Thể chế, chính sách"
		return func() error { return a.EditClause(t.Context(), d.Clerk.Actor, clause) }
	},
	"CreateUnit": func(t *testing.T, d *small.Department, a *app.App) func() error {
		unit := reform.Unit{
			Code: "H31.99.07", Name: "Thanh tra Sở", ShortName: "TTra", Kind: reform.UnitInspectorate, Relation: reform.RelInternal,
			ParentID: d.Units.Leadership.ID, ValidFrom: calendar.NewDate(2026, 1, 1),
		}
		return func() error { _, err := a.CreateUnit(t.Context(), d.Admin.Actor, unit); return err }
	},
	"EditUnit": func(t *testing.T, d *small.Department, a *app.App) func() error {
		unit := d.Units.Digital
		unit.ShortName = "PCĐS"
		return func() error { return a.EditUnit(t.Context(), d.Admin.Actor, unit) }
	},
	"CreatePerson": func(t *testing.T, d *small.Department, a *app.App) func() error {
		person := reform.Person{Username: "longnv", Name: "Nguyễn Văn Long", UnitID: d.Units.Science.ID, Roles: []policy.Role{policy.Staff, policy.Head}}
		return func() error {
			_, _, err := a.CreatePerson(t.Context(), d.Admin.Actor, app.CreatePerson{Person: person})
			return err
		}
	},
	"EditPerson": func(t *testing.T, d *small.Department, a *app.App) func() error {
		person, err := d.DB.Person(t.Context(), d.Colleague.Person)
		if err != nil {
			t.Fatal(err)
		}
		person.Roles = []policy.Role{policy.Head}
		return func() error { return a.EditPerson(t.Context(), d.Admin.Actor, person) }
	},
	"ResetPassword": func(t *testing.T, d *small.Department, a *app.App) func() error {
		return func() error { _, err := a.ResetPassword(t.Context(), d.Admin.Actor, d.Colleague.Person); return err }
	},
	"EndSessions": func(t *testing.T, d *small.Department, a *app.App) func() error {
		return func() error { return a.EndSessions(t.Context(), d.Admin.Actor, d.Colleague.Person) }
	},
	"ChangePassword": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := app.ChangePassword{Current: small.Password, New: "ba-bon-nam-2026", Again: "ba-bon-nam-2026"}
		return func() error { _, err := a.ChangePassword(t.Context(), d.Colleague.Actor, in); return err }
	},
	"SignIn": func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := app.SignIn{Username: d.Colleague.Username, Password: small.Password, Address: small.Address}
		return func() error { _, err := a.SignIn(t.Context(), in); return err }
	},
	"SetSamplePassword": func(t *testing.T, d *small.Department, a *app.App) func() error {
		if _, err := d.DB.Pool().Exec(t.Context(), `update person set sample = true where id = $1`, d.Colleague.Person); err != nil {
			t.Fatal(err)
		}
		return func() error {
			return a.SetSamplePassword(t.Context(), policy.SystemActor(), d.Colleague.Username, "mau-thu-2026")
		}
	},
}

func monthly(a *app.App) reform.Series {
	return reform.Series{Schedule: reform.ScheduleMonthly, DueDay: 30, StartsOn: a.Today()}
}

func clerk(d *small.Department) small.Member { return d.Clerk }

// moved is a step of a task's life by MoveTask, from the state and by whom it says.
func moved(from reform.TaskState, act reform.TaskAct, by func(*small.Department) small.Member) prepared {
	return func(t *testing.T, d *small.Department, a *app.App) func() error {
		task := d.TaskIn(from, d.Science)
		in := app.MoveTask{Code: task.Code, Act: act, Seen: task.Version, Note: reason}
		return func() error { return a.MoveTask(t.Context(), by(d).Actor, in) }
	}
}

// signed is a step of signing off a completion report, from the state and by whom it says.
func signed(from reform.ReportState, act reform.CompletionAct, by func(*small.Department) small.Member) prepared {
	return func(t *testing.T, d *small.Department, a *app.App) func() error {
		in := d.SigningOff(d.CompletionIn(from, d.Science), act)
		return func() error { _, err := a.SignOff(t.Context(), by(d).Actor, in); return err }
	}
}

// asked is the answer that the science division owes to a task of another.
func asked(t *testing.T, d *small.Department) app.AnswerShare {
	t.Helper()
	task := d.InProgress(d.Digital, reform.TaskUnit{UnitID: d.Units.Science.ID, Part: reform.Cooperating, Share: "Số liệu"})
	shares, err := d.DB.EveryShare(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID)
	if err != nil || len(shares) != 1 {
		t.Fatalf("%d shares (%v)", len(shares), err)
	}
	return app.AnswerShare{Code: task.Code, Share: shares[0].ID, Seen: shares[0].Version, Answer: "Đã gửi số liệu."}
}

// lastChild is the only child of a divided task that is not over; another is completed.
func lastChild(t *testing.T, d *small.Department) reform.Task {
	t.Helper()
	parent, done := d.InProgress(d.Science), d.TaskIn(reform.TaskCompleted, d.Digital)
	in := app.SplitTask{Code: parent.Code, Seen: parent.Version, DueOn: parent.DueOn, Units: []int64{d.Units.Centre.ID}}
	if err := d.App.SplitTask(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	if _, err := d.DB.Pool().Exec(t.Context(), `update task set parent_id = $1 where id = $2`, parent.ID, done.ID); err != nil {
		t.Fatal(err)
	}
	children, err := d.DB.ChildTasks(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), parent.ID)
	for _, child := range children {
		if child.LeadUnitID == d.Units.Centre.ID {
			return d.Read(child.Code)
		}
	}
	t.Fatalf("no child of the centre (%v)", err)
	return reform.Task{}
}
