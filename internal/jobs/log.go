package jobs

import (
	"context"
	"log/slog"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// quieter keeps what the queue's library says of itself from sounding like the portal's own failures: it tries everything again.
type quieter struct{ slog.Handler }

// Enabled reports whether what the library says at the level is kept.
func (q quieter) Enabled(ctx context.Context, level slog.Level) bool {
	return q.Handler.Enabled(ctx, milder(level))
}

// Handle keeps the record at a milder level.
func (q quieter) Handle(ctx context.Context, r slog.Record) error {
	r.Level = milder(r.Level)
	return q.Handler.Handle(ctx, r)
}

// WithAttrs returns the handler with more attributes.
func (q quieter) WithAttrs(attrs []slog.Attr) slog.Handler {
	return quieter{q.Handler.WithAttrs(attrs)}
}

// WithGroup returns the handler with a group begun.
func (q quieter) WithGroup(name string) slog.Handler { return quieter{q.Handler.WithGroup(name)} }

func milder(level slog.Level) slog.Level {
	if level > slog.LevelInfo {
		return slog.LevelWarn
	}
	return slog.LevelDebug
}

// teller tells the log of jobs that failed: as a warning while they will be tried again, as an error when they are given up.
type teller struct{ log *slog.Logger }

// HandleError tells of a job that failed.
func (t teller) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	t.tell(ctx, job, slog.String("error", err.Error()))
	return nil
}

// HandlePanic tells of a job that panicked.
func (t teller) HandlePanic(ctx context.Context, job *rivertype.JobRow, cause any, trace string) *river.ErrorHandlerResult {
	t.tell(ctx, job, slog.Any("panic", cause), slog.String("trace", trace))
	return nil
}

func (t teller) tell(ctx context.Context, job *rivertype.JobRow, what ...slog.Attr) {
	level, sentence := slog.LevelWarn, "job failed, to be tried again"
	if job.Attempt >= job.MaxAttempts {
		level, sentence = slog.LevelError, "job failed and is given up"
	}
	attrs := append(what, slog.Int64("job", job.ID), slog.String("kind", job.Kind), slog.String("args", string(job.EncodedArgs)), slog.Int("attempt", job.Attempt))
	t.log.LogAttrs(ctx, level, sentence, attrs...)
}
