package house

import (
	"context"
	"log/slog"
	"os"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/config"
	"cchc/internal/pgtest"
	"cchc/internal/postgres"
	"cchc/internal/printed"
	"cchc/internal/server"
)

func TestPrintedDocumentsAreFresh(t *testing.T) {
	t.Parallel()
	db := postgres.New(pgtest.New(t), time.Now)
	portal, err := server.New(server.Options{App: app.New(db, time.Now, nil), Log: slog.New(slog.DiscardHandler), Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	schema, err := printed.Schema(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	configuration, err := config.Markdown()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"permissions.md": printed.Permissions(), "workflows.md": printed.Workflows(), "routes.md": printed.Routes(portal.Routes()),
		"schema.md": schema, "configuration.md": configuration,
	} {
		got, err := os.ReadFile("../../docs/printed/" + name)
		if err != nil || string(got) != want {
			t.Errorf("docs/printed/%s is stale (%v): run make print", name, err)
		}
	}
}
