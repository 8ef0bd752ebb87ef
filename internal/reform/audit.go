package reform

import "time"

// AuditEvent is one line of the audit log: who did what to which record, for whom, when and from where.
type AuditEvent struct {
	ID         int64
	At         time.Time
	ActorID    int64
	Actor      string
	ForID      int64
	For        string
	Action     string
	ObjectKind string
	ObjectID   int64
	ObjectName string
	Changes    []Change
	Note       string
	Request    string
	Address    string
}
