// Package printed writes the documents that come from the code itself, so that they cannot say anything else.
package printed

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
	"cchc/internal/server"
)

const head = "<!-- Printed by `make print`; do not edit. -->\n\n"

// Permissions returns the table of role × action as Markdown; ¹ marks what nobody may do to their own work.
func Permissions() string {
	var text strings.Builder
	text.WriteString(head + "# Permissions\n\nHow far each role may take each action: own records, the unit's, the branch's (the unit and those below it), all.\n" +
		"¹ not on what one wrote oneself.\n\n| action |")
	for _, role := range policy.Roles() {
		fmt.Fprintf(&text, " %s |", role)
	}
	text.WriteString("\n|---|" + strings.Repeat("---|", len(policy.Roles())) + "\n")
	for _, action := range policy.Actions() {
		fmt.Fprintf(&text, "| %s |", action)
		for _, role := range policy.Roles() {
			fmt.Fprintf(&text, " %s |", cell(role, action))
		}
		text.WriteString("\n")
	}
	return text.String()
}

func cell(role policy.Role, action policy.Action) string {
	at := slices.IndexFunc(policy.Rules, func(r policy.Rule) bool { return r.Role == role && r.Action == action })
	switch {
	case at < 0:
		return ""
	case policy.Rules[at].NotOwn:
		return policy.Rules[at].Reach.String() + "¹"
	default:
		return policy.Rules[at].Reach.String()
	}
}

// Workflows returns every flow as a diagram.
func Workflows() string {
	text := head + "# Workflows\n"
	for _, flow := range []struct{ name, diagram string }{
		{"Task", reform.TaskFlow.Mermaid()},
		{"Completion report", reform.CompletionFlow.Mermaid()},
		{"Extension", reform.ExtensionFlow.Mermaid()},
		{"Share", reform.ShareFlow.Mermaid()},
		{"Obstacle", reform.ObstacleFlow.Mermaid()},
		{"Decision card", reform.CardFlow.Mermaid()},
		{"Nudge", reform.NudgeFlow.Mermaid()},
		{"Meeting", reform.MeetingFlow.Mermaid()},
		{"Answer to a nudge", reform.AnswerFlow.Mermaid()},
	} {
		text += "\n## " + flow.name + "\n\n```mermaid\n" + strings.TrimRight(flow.diagram, "\n") + "\n```\n"
	}
	return text
}

// Routes returns the table of URLs and the action each needs.
func Routes(routes []server.Route) string {
	var text strings.Builder
	text.WriteString(head + "# Routes\n\nWithout a reach for the action a route answers 403; a record out of reach answers 404.\n\n| method | URL | action |\n|---|---|---|\n")
	sorted := slices.Clone(routes)
	slices.SortStableFunc(sorted, func(a, b server.Route) int { return strings.Compare(a.Pattern, b.Pattern) })
	for _, route := range sorted {
		action := string(route.Action)
		if route.Action == server.Public {
			action = "(public)"
		}
		fmt.Fprintf(&text, "| %s | %s | %s |\n", route.Method, route.Pattern, action)
	}
	return text.String()
}

// Schema returns the tables of a migrated database.
func Schema(ctx context.Context, db *postgres.DB) (string, error) {
	text, err := db.SchemaText(ctx)
	return head + "# Schema\n" + text, err
}
