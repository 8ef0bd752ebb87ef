package main

// fillSteps make the measured register out of the titles, in order. The triggers rest while the rows are laid down; the
// history and the audit log are then made to agree with the tasks and reports, as the triggers would have left them.
//
// Of a hundred tasks 80 are completed, 2 cancelled, 13 under way, 2 assigned, 2 submitted and 1 suspended; 15 have no
// deadline; those still open belong to the newest years. Each has ten reports, and every second completed one a file; what is
// submitted or completed has a completion report with its evidence.
var fillSteps = []struct{ name, sql string }{
	{"settings", `set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '1GB'`},
	// Indexes are built at once over all rows, as a restored backup has them, and not row by row.
	{"indexes, to rest", `
		create table bench_index as select c.relname as name, pg_get_indexdef(i.indexrelid) as made_by
		from pg_index i join pg_class c on c.oid = i.indexrelid
		where i.indrelid in ('task'::regclass, 'report'::regclass, 'audit_event'::regclass, 'task_history'::regclass) and not i.indisunique;
		do $$ declare name text; begin for name in select b.name from bench_index b loop execute format('drop index %I', name); end loop; end $$`},
	// The measured portal runs as in production, where it refuses a sample.
	{"people", `
		update person set sample = false; update document set sample = false;
		create table bench_person as select p.id, p.unit_id, row_number() over (partition by p.unit_id order by p.id) - 1 as place,
			count(*) over (partition by p.unit_id) as places
		from person p where exists (select from person_role r where r.person_id = p.id and r.role in ('staff', 'head'));
		create table bench_unit as select id, row_number() over (order by id) - 1 as place from unit
		where id in (select unit_id from bench_person)`},
	{"documents", `
		insert into document (kind, code_number, code_notation, issued_on, issued_year, issuer, subject, search_fold, created_by, created_at)
		select 'plan', (n + 100)::text, 'KH-SKHCN', d, extract(year from d), 'Sở Khoa học và Công nghệ', 'Kế hoạch cải cách hành chính, đợt ' || n,
			(n + 100) || '/kh-skhcn ke hoach cai cach hanh chinh, dot ' || n, (select id from person where username = 'vanphong'), d
		from (select n, current_date - (n * 365 * 5 / greatest((select count(*) / 25 from bench_title), 1))::int as d
			from generate_series(1, (select count(*) / 25 from bench_title)) n) d;
		insert into clause (document_id, path, label, heading, body, is_summary, area, sort_order)
		select d.id, k::text, 'khoản ' || k, 'Nhiệm vụ ' || k, 'Các phòng, đơn vị thực hiện nội dung ' || k || ' trong phạm vi được giao.', true, k % 7, k
		from document d, generate_series(1, 10) k where d.code_notation = 'KH-SKHCN'; analyze`},
	{"tasks", `
		insert into task (code, title, deliverable, area, plan_year, state, deadline_kind, due_on, original_due_on, lead_unit_id, officer_id, priority,
			percent, assigned_on, submitted_on, submitted_by, completed_on, last_report_at, search_fold, created_by, created_at)
		select s.code, s.title, s.deliverable, s.n % 7, s.year, s.state, case when s.due is null then 'standing' else 'fixed' end, s.due, s.due,
			s.unit_id, case when s.state <> 'assigned' then s.officer end, s.state = 'in_progress' and s.n % 211 = 0,
			case s.state when 'completed' then 100 when 'submitted' then 100 when 'assigned' then 0 else 9 * (s.n % 10) end, s.given,
			case when s.state in ('completed', 'submitted') then s.done end, case when s.state in ('completed', 'submitted') then s.officer end,
			case when s.state = 'completed' then s.done end, case when s.state <> 'assigned' then s.last end, s.fold,
			(select id from person where username = 'vanphong'), s.given
		from (
			select b.n, b.code, b.title, b.deliverable, b.year, b.fold, b.state, u.id as unit_id, p.id as officer, given,
				case when b.n % 20 not in (3, 11, 17) then given + 40 + b.n % 60 end as due,
				least(given + 45 + (b.n * 7) % 70, current_date - 1) as done, least(given + 44 + (b.n * 7) % 70, current_date - 1) as last
			from (select t.*, case when h < 2 then 'cancelled' when h < 15 then 'in_progress' when h < 17 then 'assigned'
					when h < 19 then 'submitted' when h < 20 then 'suspended' else 'completed' end as state,
					case when h between 2 and 19 then current_date - 75 + (t.n * 31) % 70
						else current_date - 1825 + (t.n::bigint * 1700 / (select count(*) from bench_title))::int end as given
				from (select b.*, (b.n::bigint * 7919 % 100) as h from bench_title b) t) b
			join bench_unit u on u.place = b.n % (select count(*) from bench_unit)
			join bench_person p on p.unit_id = u.id and p.place = (b.n / 11) % p.places
		) s`},
	{"one officer's tasks", `
		update task t set officer_id = p.id, lead_unit_id = p.unit_id, submitted_by = null from person p
		where p.username = 'chuyenvien' and t.id in (
			select id from task where state = 'in_progress' and due_on > current_date and id > (select max(task_id) from task_history) order by id limit 64)`},
	{"families", `
		update task t set parent_id = f.parent from (
			select id, first_value(id) over (partition by block order by id) as parent
			from (select id, (id / 10) as block from task where id > (select max(task_id) from task_history)) t where block % 10 = 0) f
		where f.id = t.id and f.parent <> f.id;
		update task t set children = k.n from (select parent_id, count(*) as n from task where parent_id is not null group by parent_id) k
		where k.parent_id = t.id`},
	{"task units", `
		insert into task_unit (task_id, unit_id, part, share)
		select t.id, u.id, case when k = 1 then 'cooperating' else 'monitoring' end, case when k = 1 then 'Cung cấp số liệu của đơn vị' else '' end
		from task t cross join generate_series(1, 2) k
		join bench_unit u on u.place = (t.id * 3 + k) % (select count(*) from bench_unit)
		where t.id > (select max(task_id) from task_history) and t.id % 5 < 2 and u.id <> t.lead_unit_id`},
	{"task clauses", `
		insert into task_clause (task_id, clause_id)
		select t.id, c.id from task t join (select id, row_number() over (order by id) - 1 as place from clause) c
			on c.place = t.id * 13 % (select count(*) from clause)
		where t.id > (select max(task_id) from task_history)`},
	{"reports", `
		insert into report (task_id, author_id, unit_id, percent, percent_before, done, next, token, reported_at)
		select t.id, t.officer_id, t.lead_unit_id, t.percent * k / 10, t.percent * (k - 1) / 10,
			'Đã hoàn thành bước ' || k || ' của kế hoạch; kết quả đã gửi các đơn vị liên quan để lấy ý kiến.', 'Tổng hợp ý kiến, trình lãnh đạo Sở.',
			gen_random_uuid(), t.created_at + (t.last_report_at - t.created_at) * k / 10
		from task t cross join generate_series(1, 10) k
		where t.id > (select max(task_id) from task_history) and t.last_report_at is not null order by k, t.id`},
	{"files", `
		create table bench_blob as select r.id as report_id, r.author_id, r.reported_at, convert_to('Sản phẩm của nhiệm vụ ' || t.code || repeat(E'.\n', 500), 'UTF8') as bytes
		from report r join task t on t.id = r.task_id
		where t.id > (select max(task_id) from task_history) and t.state = 'completed' and t.id % 2 = 0 and r.percent = 100;
		insert into blob (sha256, size, media_type, created_at) select sha256(bytes), length(bytes), 'text/plain; charset=utf-8', reported_at from bench_blob;
		insert into blob_piece (blob_id, number, bytes) select b.id, 0, f.bytes from bench_blob f join blob b on b.sha256 = sha256(f.bytes);
		insert into attachment (blob_id, name, report_id, uploaded_by, uploaded_at)
		select b.id, 'san-pham.txt', f.report_id, f.author_id, f.reported_at from bench_blob f join blob b on b.sha256 = sha256(f.bytes)`},
	{"audit log", `
		insert into audit_event (at, actor_id, action, object_kind, object_id, object_name, changes)
		select e.at, e.actor, e.action, e.kind, e.id, e.code, e.changes from (
			select r.reported_at as at, r.author_id as actor, 'report.post' as action, 'report' as kind, r.id, t.code,
				jsonb_build_array(jsonb_build_object('field', 'percent', 'from', r.percent_before::text, 'to', r.percent::text)) as changes
			from report r join task t on t.id = r.task_id where t.id > (select max(task_id) from task_history)
			union all
			select t.created_at + k * interval '1 hour', case when k < 3 then t.created_by else coalesce(t.officer_id, t.created_by) end,
				(array['task.create', 'task.assign', 'task.accept', 'task.name_officer'])[k], 'task', t.id, t.code, '[]'::jsonb
			from task t cross join generate_series(1, 4) k where t.id > (select max(task_id) from task_history)
			union all
			select t.completed_on + interval '10 hours', t.created_by, 'report.accept', 'task', t.id, t.code, '[]'::jsonb
			from task t where t.id > (select max(task_id) from task_history) and t.state = 'completed'
		) e order by e.at`},
	{"history", `
		insert into task_history (task_id, state, deadline_kind, due_on, original_due_on, completed_on, lead_unit_id, officer_id, percent, area, plan_year,
			priority, leaf, valid_from, valid_to)
		select t.id, case when h.till is null then t.state else 'in_progress' end, t.deadline_kind, t.due_on, t.original_due_on,
			case when h.till is null then t.completed_on end, t.lead_unit_id, t.officer_id, case when h.till is null then t.percent else h.percent end, t.area,
			t.plan_year, t.priority, t.children = 0, h.since, h.till
		from task t join (
			select task_id, percent, reported_at as since, lead(reported_at) over (partition by task_id order by reported_at) as till from (
				select task_id, percent, reported_at, lag(percent) over (partition by task_id order by id) as before from report) r
			where before is null or before <> percent
			union all select id, 0, created_at, null from task where last_report_at is null) h on h.task_id = t.id
		where t.id > (select max(task_id) from task_history)`},
	{"indexes, built", `
		do $$ declare made_by text; begin for made_by in select b.made_by from bench_index b loop execute made_by; end loop; end $$;
		drop table bench_index; analyze`},
	{"completions", `
		insert into report (task_id, kind, author_id, unit_id, percent, percent_before, done, token, reported_at, state, submitted_on,
			approved_by, approved_at, accepted_by, accepted_at)
		select t.id, 'completion', t.submitted_by, t.lead_unit_id, 100, t.percent, 'Đã hoàn thành các nội dung được giao; sản phẩm kèm theo.',
			gen_random_uuid(), t.submitted_on + interval '9 hours', case t.state when 'completed' then 'accepted' else 'approved' end, t.submitted_on,
			t.created_by, t.submitted_on + interval '10 hours', case when t.state = 'completed' then t.created_by end,
			case when t.state = 'completed' then t.submitted_on + interval '11 hours' end
		from task t where t.submitted_by is not null and t.children = 0 and not exists (select from report r where r.task_id = t.id and r.kind = 'completion');
		analyze report;
		insert into evidence (report_id, position, deliverable, number, attachment_id)
		select r.id, 1, 'Báo cáo kết quả thực hiện', r.id || '/BC-SKHCN', f.newest
		from report r left join (select u.task_id, max(a.id) as newest from attachment a join report u on u.id = a.report_id group by u.task_id) f
			on f.task_id = r.task_id
		where r.kind = 'completion' and not exists (select from evidence e where e.report_id = r.id)`},
	// What is late was urged on three times: three acts of the Office, in each a nudge for every unit.
	{"nudges", `
		with b as (insert into nudge_batch (author_id, at, text, answer_by)
			select (select id from person where username = 'vanphong'), now() - k * interval '9 days', 'Đề nghị báo cáo.', now() - k * interval '7 days'
			from generate_series(1, 3) k returning *)
		insert into nudge (code, batch_id, unit_id, rung, state, text, answer_by, author_id, made_at, send_at, sent_at)
		select 'DD-' || extract(year from b.at)::int || '-' || 1000 + b.id * 100 + u.id, b.id, u.id, 1, 'sent', 'Đề nghị báo cáo.', b.answer_by, b.author_id, b.at, b.at, b.at
		from b cross join bench_unit u;
		insert into nudge_task (nudge_id, task_id, nth, due_on, percent, sent_at)
		select n.id, t.id, 1, t.due_on, t.percent, n.sent_at from nudge n join task t on t.lead_unit_id = n.unit_id
		where n.code ~ '^DD-[0-9]+-[0-9]{4}$' and t.open and t.children = 0 and t.due_on < current_date and t.id > (select coalesce(max(task_id), 0) from nudge_task)`},
	{"ledger", `
		insert into deadline_change (task_id, at, to_on, action, actor_id)
		select t.id, t.created_at, t.due_on, 'task.assign', t.created_by
		from task t where t.due_on is not null and not exists (select from deadline_change c where c.task_id = t.id)`},
	{"tallies", `select tally_anew()`},
	{"marks", `select marks_anew(), nudged_anew()`},
	{"turns", `select turns_anew()`},
	{"numbers", `
		insert into task_number (plan_year, last) select year, max(n) + 1000 from bench_title group by year
			on conflict (plan_year) do update set last = greatest(task_number.last, excluded.last);
		drop table bench_title, bench_person, bench_unit, bench_blob; set session_replication_role = origin; set synchronous_commit = on`},
	{"statistics", `vacuum analyze`},
	{"checkpoint", `checkpoint`},
}
