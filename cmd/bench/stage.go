package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/localpg"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// What is measured, as the printed page names it.
const (
	listPage      = "list"
	listPageGzip  = "list, compressed"
	staffListPage = "list of one unit"
	bareList      = "bare list"
	listSQL       = "list, SQL alone"
	boardPage     = "board"
	boardNotUrged = "board, what is overdue and not urged on"
	matrixPage    = "matrix of units"
	taskPage      = "task"
	bareTask      = "bare task"
	bareTaskNow   = "bare task, without its past"
	taskSQL       = "task, SQL alone"
	reportPost    = "report post"
	reportSQL     = "report, SQL alone"
)

const (
	clerk         = "vanphong"
	officer       = "chuyenvien"
	sessionCookie = "cchc"
	// sessions of the officer: a person has one for each browser, and 64 people have one each.
	officerSessions = 64
)

// overdue is the board of what is late, by unit, that nobody was urged on for three days.
var overdue = paths.ToBoard(reform.BoardFilter{
	Group: reform.BoardOverdue, NotNudged: 3, TaskFilter: reform.TaskFilter{Sort: reform.SortUnit},
}.Query())

// stage is one size of the register with the servers on it.
type stage struct {
	size     int
	database string
	portal   *child
	bare     *child
	clerk    string   // Cookie header lines
	officers []string // one for each session
	tasks    []string // codes of tasks from all over the register
	mine     []string // codes of tasks the officer can report on
	brief    string   // the code of a brief
	scripts  map[string][]script
}

func newStage(ctx context.Context, p place, cluster *localpg.Cluster, size int) (*stage, error) {
	say("filling %d tasks", size)
	database, err := filled(ctx, cluster, size)
	if err != nil {
		return nil, err
	}
	s := &stage{size: size, database: database, scripts: map[string][]script{}}
	if err := errors.Join(s.countDay(ctx), s.freeze(ctx)); err != nil {
		return nil, err
	}
	if s.portal, err = p.portal(database); err != nil {
		return nil, err
	}
	if s.bare, err = bareChild(database); err != nil {
		return nil, err
	}
	if err := s.readCodes(ctx); err != nil {
		return nil, err
	}
	if err := s.signIn(); err != nil {
		return nil, err
	}
	return s, s.writeScripts(ctx)
}

func (s *stage) stop() {
	s.portal.stop()
	s.bare.stop()
}

func (s *stage) readCodes(ctx context.Context) (err error) {
	conn, err := pgx.Connect(ctx, s.database)
	if err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	defer func() { _ = conn.Close(ctx) }()
	read := func(sql string) []string {
		rows, queryErr := conn.Query(ctx, sql)
		codes, collectErr := pgx.CollectRows(rows, pgx.RowTo[string])
		err = errors.Join(err, queryErr, collectErr)
		return codes
	}
	s.tasks = read(`select code from (select code, id, row_number() over (order by id) as n, count(*) over () as all from task where last_report_at is not null) t
		where n % greatest("all" / 500, 1) = 0 order by id`)
	s.mine = read(`select t.code from task t join person p on p.id = t.officer_id
		where p.username = '` + officer + `' and t.state = 'in_progress' and t.children = 0 and t.due_on > current_date order by t.id desc limit 64`)
	if err == nil && (len(s.tasks) == 0 || len(s.mine) < 32) {
		err = fmt.Errorf("%d tasks to look at and %d to report on are too few", len(s.tasks), len(s.mine))
	}
	return err
}

func (s *stage) signIn() error {
	for i := range officerSessions + 1 {
		name := officer
		if i == 0 {
			name = clerk
		}
		session, err := s.session(name)
		if err != nil {
			return err
		}
		if i == 0 {
			s.clerk = session
		} else {
			s.officers = append(s.officers, session)
		}
	}
	return nil
}

// session signs in and returns the Cookie header line.
func (s *stage) session(name string) (string, error) {
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	form := url.Values{"ten_dang_nhap": {name}, "mat_khau": {password}}
	response, err := client.PostForm(s.portal.url+paths.SignIn, form)
	if err != nil {
		return "", fmt.Errorf("sign in: %w", err)
	}
	_ = response.Body.Close()
	for _, cookie := range response.Cookies() {
		if response.StatusCode == http.StatusSeeOther && cookie.Name == sessionCookie {
			return "Cookie: " + cookie.Name + "=" + cookie.Value + "\r\n", nil
		}
	}
	return "", fmt.Errorf("sign in as %s: %s", name, response.Status)
}

// reading are the subjects that change nothing.
func (s *stage) reading() []subject {
	compressed := s.clerk + "Accept-Encoding: gzip\r\n"
	var taskPaths, barePaths, nowPaths []string
	for _, code := range s.tasks {
		taskPaths, barePaths, nowPaths = append(taskPaths, paths.ToTask(code)), append(barePaths, "/task/"+code), append(nowPaths, "/task/"+code+"/now")
	}
	var all []subject
	for _, n := range connections {
		all = append(all,
			s.page(listPage, n, s.portal, look(paths.Tasks, s.clerk)), s.page(bareList, n, s.bare, look("/list", "")),
			s.page(taskPage, n, s.portal, lookAround(taskPaths, s.clerk)), s.page(bareTask, n, s.bare, lookAround(barePaths, "")))
	}
	all = append(append(all, s.boardSubjects()...), s.leaderSubjects()...)
	return append(all, s.statements(listSQL), s.statements(taskSQL),
		s.page(bareTaskNow, middle, s.bare, lookAround(nowPaths, "")),
		s.page(listPageGzip, middle, s.portal, look(paths.Tasks, compressed)),
		s.page(staffListPage, middle, s.portal, look(paths.Tasks, s.officers[0])),
		s.page(boardPage, middle, s.portal, look(paths.Board, s.clerk)), s.page(boardNotUrged, middle, s.portal, look(overdue, s.clerk)),
		s.page(matrixPage, middle, s.portal, look(paths.BoardMatrix, s.clerk)))
}

// writing are the subjects that add reports.
func (s *stage) writing() []subject {
	var all []subject
	for _, n := range connections {
		all = append(all, s.page(reportPost, n, s.portal, s.post))
	}
	return append(all, s.statements(reportSQL))
}

func (s *stage) page(what string, conn int, server *child, next requester) subject {
	return subject{what: what, conn: conn, run: func(ctx context.Context, long time.Duration) (figure, error) {
		return fire(ctx, server.url, next, conn, long)
	}}
}

func (s *stage) statements(what string) subject {
	return subject{what: what, conn: middle, run: func(ctx context.Context, long time.Duration) (figure, error) {
		rate, err := pgbench(ctx, s.database, s.scripts[what], middle, long)
		return figure{perSecond: rate}, err
	}}
}

// post is a report form as a browser sends it, with its own token.
func (s *stage) post(connection, n int) ([]byte, int) {
	form := url.Values{
		"ma_gui": {uuid.NewString()}, "tien_do": {"60"}, "ket_qua": {"Đã hoàn thành dự thảo, gửi các đơn vị lấy ý kiến."},
		"viec_tiep": {"Tổng hợp ý kiến, trình lãnh đạo Sở."},
	}.Encode()
	path := paths.ToReport(s.mine[(connection+n*11)%len(s.mine)])
	var request strings.Builder
	fmt.Fprintf(&request, "POST %s HTTP/1.1\r\nHost: cchc.example.vn\r\nOrigin: %s\r\n%s", path, origin, s.officers[connection%len(s.officers)])
	fmt.Fprintf(&request, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s", len(form), form)
	return []byte(request.String()), http.StatusSeeOther
}

// writeScripts writes down what the portal's own code asks of the database for each page, for pgbench to repeat.
func (s *stage) writeScripts(ctx context.Context) error {
	var clerkActor, officerActor policy.Actor
	_, err := recorded(ctx, s.database, func(a *app.App) (err error) {
		clerkActor, err = actor(ctx, a.DB, clerk)
		if err == nil {
			officerActor, err = actor(ctx, a.DB, officer)
		}
		return err
	})
	if err != nil {
		return err
	}
	list, err := recorded(ctx, s.database, func(a *app.App) error {
		_, err := a.TaskList(ctx, clerkActor, reform.TaskFilter{Page: 1})
		return err
	})
	if err != nil {
		return err
	}
	s.scripts[listSQL] = []script{scriptOf("list", list, nil)}
	for i := range min(4, len(s.tasks)) {
		code := s.tasks[i*len(s.tasks)/4]
		seen, err := recorded(ctx, s.database, func(a *app.App) error { _, err := a.TaskPage(ctx, clerkActor, code); return err })
		if err != nil {
			return err
		}
		s.scripts[taskSQL] = append(s.scripts[taskSQL], scriptOf(fmt.Sprintf("task%d", i), seen, nil))
	}
	for _, write := range []func(context.Context, policy.Actor) error{s.writeBoardScripts, s.writeDashboardScript} {
		if err := write(ctx, clerkActor); err != nil {
			return err
		}
	}
	return s.writeReportScripts(ctx, officerActor)
}

func (s *stage) writeReportScripts(ctx context.Context, who policy.Actor) error {
	for i, code := range s.mine[:min(4, len(s.mine))] {
		token := uuid.NewString()
		seen, err := recorded(ctx, s.database, func(a *app.App) error {
			_, err := a.PostReport(ctx, who, app.PostReport{Code: code, Report: reform.Report{
				Percent: 60, Token: token, Done: "Đã hoàn thành dự thảo, gửi các đơn vị lấy ý kiến.", Next: "Tổng hợp ý kiến, trình lãnh đạo Sở.",
			}})
			return err
		})
		if err != nil {
			return err
		}
		s.scripts[reportSQL] = append(s.scripts[reportSQL], scriptOf(fmt.Sprintf("post%d", i), seen, map[string]string{token: "md5(:number::text)::uuid"}))
	}
	return nil
}

func actor(ctx context.Context, db *postgres.DB, username string) (policy.Actor, error) {
	person, err := db.PersonNamed(ctx, username)
	if err != nil {
		return policy.Actor{}, err
	}
	who, _, err := db.Actor(ctx, person.ID, person.SessionEpoch, calendar.DateOf(time.Now()))
	return who, err
}
