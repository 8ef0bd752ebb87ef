// Command bench measures the portal beside what its pages must cost at least: the same statements alone (pgbench) and a
// bare handler over the same rows, at several sizes of the register, all in one run. It writes docs/bench.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// options are what a run can be told.
type options struct {
	sizes   []int
	seconds time.Duration
	rounds  int
	program string
	out     string
	keep    string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench: "+err.Error())
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 2 && args[0] == bareCommand {
		return serveBare(ctx, args[1])
	}
	o, err := parse(args)
	if err != nil {
		return err
	}
	place, err := newPlace(o.program, o.keep)
	if err != nil {
		return err
	}
	defer place.clear()
	starts, err := measureStarts(ctx, place)
	if err != nil {
		return err
	}
	results, err := measureSizes(ctx, place, o)
	if err != nil {
		return err
	}
	results.starts = starts
	if err := os.WriteFile(o.out, []byte(results.page(o)), 0o644); err != nil {
		return fmt.Errorf("write what was measured: %w", err)
	}
	say("wrote %s", o.out)
	return nil
}

func parse(args []string) (options, error) {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	sizes := flags.String("sizes", "1000,50000", "numbers of tasks, separated by commas, the smallest first")
	o := options{}
	flags.DurationVar(&o.seconds, "time", 2*time.Second, "how long each figure is measured in each round")
	flags.IntVar(&o.rounds, "rounds", 3, "how many rounds; the best counts")
	flags.StringVar(&o.program, "program", "bin/cchc", "the portal to measure")
	flags.StringVar(&o.keep, "keep", "", "a directory in which the filled databases stay for the next run; empty to make them anew and leave nothing")
	flags.StringVar(&o.out, "out", "docs/bench.md", "where the figures go")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	for _, text := range strings.Split(*sizes, ",") {
		size, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || size < 500 {
			return o, fmt.Errorf("--sizes: %q is not a number of tasks from 500", text)
		}
		o.sizes = append(o.sizes, size)
	}
	return o, nil
}

func say(format string, args ...any) { fmt.Fprintf(os.Stderr, "bench: "+format+"\n", args...) }

func cores() string {
	if n := runtime.NumCPU(); n != 1 {
		return strconv.Itoa(n) + " cores"
	}
	return "1 core"
}
