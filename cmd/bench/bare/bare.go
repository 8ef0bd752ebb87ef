// Package bare is what the portal's list, task page, dashboard and brief cost at least: the same rows from the same database through the
// same router, driver and template engine, without session, permission, count, filters, audit or frame. It exists only
// to be measured beside the portal.
package bare

import (
	"bytes"
	"net/http"
	"time"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// line is one row of the list.
type line struct {
	Code, Title, State, Unit, Officer, Documents string
	Area, Percent, Children, ChildrenDone        int
	Priority                                     bool
	DueOn, CompletedOn, AssignedOn               *time.Time
	LastReportAt                                 *time.Time
}

const sqlList = `
select t.code, t.title, t.state, coalesce(u.name, '') as unit, coalesce(p.name, '') as officer,
	coalesce((select string_agg(distinct d.code_number || '/' || d.code_notation, ', ') from task_clause tc
		join clause c on c.id = tc.clause_id join document d on d.id = c.document_id where tc.task_id = t.id), '') as documents,
	t.area, t.percent, (select count(*) from task k where k.parent_id = t.id) as children,
	(select count(*) from task k where k.parent_id = t.id and k.state = 'completed') as children_done,
	t.priority, t.due_on, t.completed_on, t.assigned_on, t.last_report_at
from task t left join unit u on u.id = t.lead_unit_id left join person p on p.id = t.officer_id
order by t.open desc, t.due_on, t.id limit 50`

// Handler answers /list, /dashboard, /brief/{code}, /task/{code} and, without the past, /task/{code}/now from the pool.
func Handler(pool *pgxpool.Pool) http.Handler {
	router := chi.NewRouter()
	router.Get("/list", func(w http.ResponseWriter, r *http.Request) {
		rows, err := pool.Query(r.Context(), sqlList)
		if err == nil {
			var lines []line
			lines, err = pgx.CollectRows(rows, pgx.RowToStructByPos[line])
			answer(w, r, listPage(lines), err)
			return
		}
		answer(w, r, nil, err)
	})
	for pattern, withPast := range map[string]bool{"/task/{code}": true, "/task/{code}/now": false} {
		router.Get(pattern, func(w http.ResponseWriter, r *http.Request) {
			t, err := readTask(r.Context(), pool, chi.URLParam(r, "code"), withPast)
			answer(w, r, taskPage(t), err)
		})
	}
	router.Get("/dashboard", func(w http.ResponseWriter, r *http.Request) {
		d, err := readDashboard(r.Context(), pool)
		answer(w, r, dashboardPage(d), err)
	})
	router.Get("/brief/{code}", func(w http.ResponseWriter, r *http.Request) {
		b, err := readBrief(r.Context(), pool, chi.URLParam(r, "code"))
		answer(w, r, briefPage(b), err)
	})
	return router
}

func answer(w http.ResponseWriter, r *http.Request, page templ.Component, err error) {
	var body bytes.Buffer
	if err == nil {
		err = page.Render(r.Context(), &body)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = body.WriteTo(w)
}

func day(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.Format("02/01/2006")
}
