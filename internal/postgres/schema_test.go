package postgres_test

import (
	"regexp"
	"slices"
	"testing"

	"cchc/internal/fixture/small"
	"cchc/internal/pgtest"
	"cchc/internal/reform"
)

func texts[T ~string](values []T) []string {
	var out []string
	for _, v := range values {
		out = append(out, string(v))
	}
	slices.Sort(out)
	return out
}

var quoted = regexp.MustCompile(`'([^']*)'::text`)

func TestListsInTheSchemaAreThoseOfTheProgram(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	for column, want := range map[string][]string{
		"task.state":         texts(reform.TaskStates()),
		"task.deadline_kind": texts(reform.DeadlineKinds()),
		"task_unit.part":     texts([]reform.Part{reform.Cooperating, reform.Monitoring}),
		"unit.kind":          texts(reform.UnitKinds()),
		"unit.relation":      texts(reform.Relations()),
		"document.kind":      texts(reform.DocumentKinds()),
		"document_link.kind": texts([]reform.LinkKind{reform.LinkImplements, reform.LinkCites}),
		"person_role.role":   texts(reform.GivableRoles()),
		"series.schedule":    texts(reform.Schedules()),
		"task_unit.state":    texts(reform.ShareFlow.States()),
		"report.kind":        texts([]reform.ReportKind{reform.ReportUpdate, reform.ReportCompletion}),
		"holiday.kind":       texts(reform.HolidayKinds()),
		"report.state":       texts(append(reform.CompletionStates(), reform.ReportPosted)),
		"extension.state":    texts(reform.ExtensionStates()),

		"obstacle.state":       texts(reform.ObstacleStates()),
		"obstacle_step.state":  texts(reform.ObstacleStates()),
		"obstacle.cause":       texts(reform.Causes()),
		"obstacle_step.cause":  texts(reform.Causes()),
		"decision_card.state":  texts(reform.CardFlow.States()),
		"card_option.effect":   texts(reform.EffectKinds()),
		"decision_effect.kind": texts(reform.EffectKinds()),
		"indicator.direction":  texts(reform.Directions()),

		"nudge.state":            texts(reform.NudgeStates()),
		"nudge_task.answer":      texts(reform.NudgeAnswers()),
		"nudge_task.settled":     texts(reform.Settlements()),
		"delivery.state":         texts(reform.DeliveryStates()),
		"delivery.channel":       texts(reform.Channels()),
		"delivery.cause":         texts(append(reform.FailCauses(), "")),
		"delivery.pace":          texts([]reform.Pace{reform.PaceAtOnce, reform.PaceDigest}),
		"channel_choice.channel": texts(reform.Channels()),
		"channel_choice.pace":    texts(reform.Paces()),
		"reminder_rule.kind":     texts(reform.ReminderKinds()),

		"meeting.state":         texts(reform.MeetingStates()),
		"meeting_series.rhythm": texts(reform.Rhythms()),
		"agenda_item.kind":      texts(reform.AgendaKinds()),
		"conclusion.kind":       texts(reform.ConclusionKinds()),
		"judgement.reading":     texts(reform.Courses()),
	} {
		var definition string
		err := pool.QueryRow(t.Context(), `select pg_get_constraintdef(c.oid) from pg_constraint c
			join pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
			where c.contype = 'c' and c.conrelid::regclass::text || '.' || a.attname = $1
				and pg_get_constraintdef(c.oid) like '%= ANY (ARRAY[%'`, column).Scan(&definition)
		if err != nil {
			t.Errorf("%s has no list: %v", column, err)
			continue
		}
		var got []string
		for _, match := range quoted.FindAllStringSubmatch(definition, -1) {
			got = append(got, match[1])
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s takes %v, the program knows %v", column, got, want)
		}
	}
}

func TestAreasInTheSchemaAreThoseOfTheProgram(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	for _, area := range reform.Areas() {
		var letter, name, short string
		err := pool.QueryRow(t.Context(), `select letter, name, short_name from area where code = $1`, int(area)).Scan(&letter, &name, &short)
		if err != nil || letter != area.Letter() || name != area.Name() || short != area.Short() {
			t.Errorf("area %d is %q, %q, %q (%v)", area, letter, name, short, err)
		}
	}
	var n int
	if err := pool.QueryRow(t.Context(), `select count(*) from area`).Scan(&n); err != nil || n != len(reform.Areas()) {
		t.Errorf("%d areas (%v)", n, err)
	}
}

// bareText names the text columns that need no check of their form: folded, hashed, random or written by the program.
var bareText = []string{
	"document.search_fold", "person.search_fold", "task.search_fold", "person.password_hash", "sessions.token", "sign_in_attempt.username",
	"sign_in_attempt.address", "audit_event.action", "audit_event.object_kind", "audit_event.request", "audit_event.address",
	"blob.media_type", "task_history.state", "task_history.deadline_kind", "area.letter", "deadline_change.action",
	"form_draft.form", "kept_post.form", "form_sent.location", "obstacle.search_fold", "obstacle_step.act", "notice.object_kind", "notice.key",
	"delivery.key", "snapshot_task.code", "snapshot_task.state",
}

func TestEveryTextThatPeopleWriteIsCheckedForNFC(t *testing.T) {
	t.Parallel()
	rows, err := pgtest.New(t).Query(t.Context(), `select c.relname || '.' || a.attname
		from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and a.atttypid = 'text'::regtype
			and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any(k.conkey)
				and (pg_get_constraintdef(k.oid) like '%IS NFC NORMALIZED%' or pg_get_constraintdef(k.oid) like '%= ANY (ARRAY%'
					or pg_get_constraintdef(k.oid) like '%~ ''^%'))`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var column string
		if err := rows.Scan(&column); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(bareText, column) {
			t.Errorf("%s takes text in any form", column)
		}
	}
	if rows.Err() != nil {
		t.Error(rows.Err())
	}
}

func TestDecomposedTextIsRefused(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Draft()
	const decomposed = "Ra\u0300 soa\u0301t"
	for _, statement := range []string{
		`update task set title = $1 where id = $2`, `update task set deliverable = $1 where id = $2`, `update unit set name = $1 where id = $2`,
		`update person set name = $1 where id = $2`,
	} {
		if _, err := d.DB.Pool().Exec(t.Context(), statement, decomposed, task.ID); err == nil {
			t.Errorf("%s took decomposed text", statement)
		}
		if _, err := d.DB.Pool().Exec(t.Context(), statement, "Rà soát", task.ID); err != nil {
			t.Errorf("%s refused composed text: %v", statement, err)
		}
	}
}

func TestAuditLogOnlyGrows(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	before := auditLines(t, d)
	for _, statement := range []string{
		`update audit_event set note = 'x'`, `delete from audit_event`, `truncate audit_event`, `truncate person cascade`,
	} {
		if _, err := d.DB.Pool().Exec(t.Context(), statement); err == nil {
			t.Errorf("%s went through", statement)
		}
	}
	if after := auditLines(t, d); after != before {
		t.Errorf("%d lines became %d", before, after)
	}
}

func TestEveryForeignKeyHasAnIndex(t *testing.T) {
	t.Parallel()
	rows, err := pgtest.New(t).Query(t.Context(), `select conrelid::regclass::text || ': ' || pg_get_constraintdef(oid) from pg_constraint k
		where contype = 'f' and confrelid <> 'area'::regclass and not exists (select from pg_index i where i.indrelid = k.conrelid and i.indkey[0] = k.conkey[1])`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			t.Fatal(err)
		}
		t.Errorf("deleting or joining by %s reads the whole table", key)
	}
	if rows.Err() != nil {
		t.Error(rows.Err())
	}
}

func TestStandingTasksHaveNoDayAndDoneTasksHaveOne(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Assigned(d.Science)
	for _, change := range []string{`deadline_kind = 'standing'`, `state = 'completed'`, `lead_unit_id = null`, `percent = 101`, `parent_id = id`} {
		if _, err := d.DB.Pool().Exec(t.Context(), `update task set `+change+` where id = $1`, task.ID); err == nil {
			t.Errorf("a task took %s", change)
		}
	}
}
