//go:build unix

package localpg_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"github.com/jackc/pgx/v5"

	"cchc/internal/localpg"
)

const childDir = "CCHC_TEST_LOCALPG_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		fmt.Fprintln(os.Stderr, "child:", commitForever(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// commitForever owns the cluster and says every number once it is committed.
func commitForever(dir string) error {
	ctx := context.Background()
	c, err := localpg.Start(ctx, localpg.Options{Dir: dir})
	if err != nil {
		return err
	}
	conn, err := pgx.Connect(ctx, c.URL())
	if err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, "create table if not exists tally (n int primary key generated always as identity)"); err != nil {
		return err
	}
	for {
		var n int
		if err := conn.QueryRow(ctx, "insert into tally default values returning n").Scan(&n); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

func TestKilledPortalLosesNothing(t *testing.T) {
	t.Parallel()
	dir := portalDir(t)
	for round := range 4 {
		committed := runAndKill(t, dir, 20+round*37)
		c := start(t, dir)
		conn := connect(t, c)
		for _, n := range committed {
			if !value[bool](t, conn, fmt.Sprintf("select exists (select from tally where n = %d)", n)) {
				t.Fatalf("round %d: row %d was committed and is gone", round, n)
			}
		}
		if round%2 == 0 {
			stop(t, c)
		} else {
			stop(t, c)
			stop(t, start(t, dir))
		}
	}
}

// Two kills in a row, the second start being a child again.
func TestKilledPortalCanBeFollowedAtOnceByAnother(t *testing.T) {
	t.Parallel()
	dir := portalDir(t)
	first := runAndKill(t, dir, 10)
	second := runAndKill(t, dir, 10)
	conn := connect(t, start(t, dir))
	if n := value[int](t, conn, "select count(*)::int from tally"); n < len(first)+len(second) {
		t.Errorf("%d rows, but %d were committed", n, len(first)+len(second))
	}
}

// runAndKill returns the numbers a child said it had committed before SIGKILL.
func runAndKill(t *testing.T, dir string, rows int) []int {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childDir+"="+dir)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var said []int
	for lines := bufio.NewScanner(out); lines.Scan(); {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Fatalf("the child said %q", lines.Text())
		}
		said = append(said, n)
		if len(said) == rows {
			child.Process.Kill()
		}
	}
	child.Wait()
	if len(said) < rows {
		t.Fatalf("the child ended after %d rows", len(said))
	}
	return said
}
