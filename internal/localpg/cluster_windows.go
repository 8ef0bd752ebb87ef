package localpg

import "context"

// Cluster is never handed out on Windows.
type Cluster struct{}

// Start refuses on Windows: a database address is needed there.
func Start(context.Context, Options) (*Cluster, error) {
	return nil, refuse(nil, "Trên Windows, cổng không tự chạy PostgreSQL riêng. "+
		"Hãy cài PostgreSQL 15 trở lên rồi đặt CCHC_DATABASE_URL (hoặc --database-url), "+
		"ví dụ postgres://cchc:mật-khẩu@127.0.0.1:5432/cchc.")
}

// Running finds nothing on Windows.
func Running(string) (url string, ok bool) { return "", false }

// URL returns nothing on Windows.
func (*Cluster) URL() string { return "" }

// Done returns a channel that is never closed on Windows.
func (*Cluster) Done() <-chan struct{} { return nil }

// Err returns nil on Windows.
func (*Cluster) Err() error { return nil }

// PID returns 0 on Windows.
func (*Cluster) PID() int { return 0 }

// Stop does nothing on Windows.
func (*Cluster) Stop() error { return nil }
