// Command cchc is the portal: it serves the pages, migrates the database, makes the first account, prints the documents
// that come from the code, and checks a running portal.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"cchc/internal/config"
	"cchc/internal/fault"
	"cchc/internal/localpg"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "cchc: "+sentence(err))
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	program, command, err := config.Parse(args)
	if err != nil {
		return err
	}
	switch command {
	case "serve":
		return serve(ctx, program.Serve)
	case "migrate up":
		return migrateUp(ctx, program.Migrate.Up)
	case "migrate down":
		return migrateDown(ctx, program.Migrate.Down)
	case "migrate status":
		return migrateStatus(ctx, program.Migrate.Status)
	case "admin create-user":
		return createUser(ctx, program.Admin.CreateUser)
	case "admin send-test-mail":
		return sendTestMail(ctx, program.Admin.SendTestMail)
	case "print":
		return printDocuments(ctx, program.Print)
	case "check":
		return check(ctx, program.Check)
	default:
		return fmt.Errorf("không có lệnh %q", command)
	}
}

// sentence returns what an operator should read: the fault's own words where there are some.
func sentence(err error) string {
	var refusal *localpg.Refusal
	if f, ok := fault.As(err); ok && !errors.As(err, &refusal) {
		text := f.Message
		for _, field := range f.Fields {
			text += " " + field.Message
		}
		return text
	}
	return err.Error()
}

func newLog(level slog.Level) *slog.Logger {
	return slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
}
