package reform

import (
	"slices"
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/policy"
)

// Change is one field before and after, kept in the audit log.
type Change struct {
	Field string `json:"field"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// Changes collects the fields that differ.
type Changes []Change

// Text notes the field when the texts differ.
func (c *Changes) Text(field, from, to string) {
	if from != to {
		*c = append(*c, Change{Field: field, From: from, To: to})
	}
}

// Number notes the field when the numbers differ; 0 is written as nothing.
func (c *Changes) Number(field string, from, to int64) { c.Text(field, number(from), number(to)) }

// Date notes the field when the days differ.
func (c *Changes) Date(field string, from, to calendar.Date) { c.Text(field, day(from), day(to)) }

// Flag notes the field when the truth of it differs.
func (c *Changes) Flag(field string, from, to bool) {
	c.Text(field, strconv.FormatBool(from), strconv.FormatBool(to))
}

// Masked notes the field when the texts differ, showing of each no more than is needed to tell them apart: of a number its last three
// digits, of an address its first letter and what follows the "@".
func (c *Changes) Masked(field, from, to string) {
	if from != to {
		*c = append(*c, Change{Field: field, From: masked(from), To: masked(to)})
	}
}

// maskedShown is how many characters at the end of a number the audit log shows.
const maskedShown = 3

func masked(text string) string {
	letters := []rune(text)
	if name, host, found := strings.Cut(text, "@"); found && name != "" {
		return string([]rune(name)[:1]) + "***@" + host
	}
	if len(letters) == 0 {
		return ""
	}
	return "***" + string(letters[max(len(letters)-maskedShown, 0):])
}

func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func day(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// changesTo lists what differs between the task and what it becomes.
func (t Task) changesTo(next Task) []Change {
	var c Changes
	c.Text("title", t.Title, next.Title)
	c.Text("description", t.Description, next.Description)
	c.Number("area", int64(t.Area), int64(next.Area))
	c.Number("plan_year", int64(t.PlanYear), int64(next.PlanYear))
	c.Text("state", string(t.State), string(next.State))
	c.Text("deliverable", t.Deliverable, next.Deliverable)
	c.Flag("priority", t.Priority, next.Priority)
	c.Text("deadline_kind", string(t.DeadlineKind), string(next.DeadlineKind))
	c.Date("due_on", t.DueOn, next.DueOn)
	c.Date("original_due_on", t.OriginalDueOn, next.OriginalDueOn)
	c.Number("parent_task", t.ParentID, next.ParentID)
	c.Number("lead_unit", t.LeadUnitID, next.LeadUnitID)
	c.Number("officer", t.OfficerID, next.OfficerID)
	c.Number("percent", int64(t.Percent), int64(next.Percent))
	c.Date("completed_on", t.CompletedOn, next.CompletedOn)
	c.Text("period", t.PeriodName, next.PeriodName)
	return c
}

// ChangesTo lists what differs between the task and what an edit makes of it.
func (t Task) ChangesTo(next Task) []Change { return t.changesTo(next) }

// ChangesTo lists what differs between the share and what it becomes.
func (u TaskUnit) ChangesTo(next TaskUnit) []Change {
	var c Changes
	c.Text("share_state", string(u.State), string(next.State))
	c.Text("share", u.Share, next.Share)
	c.Date("due_on", u.DueOn, next.DueOn)
	c.Text("answer", u.Answer, next.Answer)
	return c
}

// ChangesTo lists what differs between the entry and what an edit makes of it.
func (d Document) ChangesTo(next Document) []Change {
	var c Changes
	c.Text("kind", string(d.Kind), string(next.Kind))
	c.Text("number", d.Number(), next.Number())
	c.Date("issued_on", d.IssuedOn, next.IssuedOn)
	c.Number("issued_year", int64(d.IssuedYear), int64(next.IssuedYear))
	c.Text("issuer", d.Issuer, next.Issuer)
	c.Text("subject", d.Subject, next.Subject)
	c.Text("signer", d.Signer, next.Signer)
	c.Text("signer_position", d.SignerPosition, next.SignerPosition)
	c.Text("recipients", d.Recipients, next.Recipients)
	c.Text("summary", d.Summary, next.Summary)
	c.Flag("secret", d.Secret, next.Secret)
	return c
}

// ChangesTo lists what differs between the clause and what an edit makes of it.
func (c Clause) ChangesTo(next Clause) []Change {
	var changes Changes
	changes.Text("path", c.Path, next.Path)
	changes.Text("label", c.Label, next.Label)
	changes.Text("heading", c.Heading, next.Heading)
	changes.Text("body", c.Body, next.Body)
	changes.Number("area", int64(c.Area), int64(next.Area))
	return changes
}

// ChangesTo lists what differs between the schedule and what an edit makes of it.
func (s Series) ChangesTo(next Series) []Change {
	var c Changes
	c.Text("schedule", string(s.Schedule), string(next.Schedule))
	c.Number("due_day", int64(s.DueDay), int64(next.DueDay))
	c.Date("starts_on", s.StartsOn, next.StartsOn)
	c.Date("ends_on", s.EndsOn, next.EndsOn)
	return c
}

// ChangesTo lists what differs between the unit and what an edit makes of it.
func (u Unit) ChangesTo(next Unit) []Change {
	var c Changes
	c.Text("code", u.Code, next.Code)
	c.Text("name", u.Name, next.Name)
	c.Text("short_name", u.ShortName, next.ShortName)
	c.Text("kind", string(u.Kind), string(next.Kind))
	c.Text("relation", string(u.Relation), string(next.Relation))
	c.Number("parent", u.ParentID, next.ParentID)
	c.Date("valid_from", u.ValidFrom, next.ValidFrom)
	c.Date("valid_to", u.ValidTo, next.ValidTo)
	return c
}

// ChangesTo lists what differs between the account and what an edit makes of it; of where they are reached no more than
// is needed to tell one address from another.
func (p Person) ChangesTo(next Person) []Change {
	var c Changes
	c.Text("username", p.Username, next.Username)
	c.Text("name", p.Name, next.Name)
	c.Text("position", p.Position, next.Position)
	c.Masked("email", p.Email, next.Email)
	c.Number("unit", p.UnitID, next.UnitID)
	c.Text("roles", roleList(p.Roles), roleList(next.Roles))
	c.Flag("active", p.Active, next.Active)
	return c
}

func roleList(roles []policy.Role) string {
	names := make([]string, 0, len(roles))
	for _, role := range roles {
		names = append(names, string(role))
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
