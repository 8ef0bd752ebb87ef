package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// requester returns the nth request of one connection, ready to be written, and the status it must be answered with.
type requester func(connection, n int) (request []byte, status int)

// figure is what one measurement gave.
type figure struct {
	perSecond float64
	p50, p99  time.Duration
	bytes     int64 // of one answer's body
}

// fire sends requests over so many connections for the time, each connection waiting for its answer, and returns what
// came of it. It keeps the connections open and does as little else as it can: it shares the machine with the server.
func fire(ctx context.Context, server string, next requester, connections int, long time.Duration) (figure, error) {
	address := strings.TrimPrefix(server, "http://")
	var sent sync.WaitGroup
	took := make([][]time.Duration, connections)
	failed := make([]error, connections)
	bytes := make([]int64, connections)
	start := time.Now()
	for i := range connections {
		sent.Go(func() { took[i], bytes[i], failed[i] = converse(ctx, address, next, i, start.Add(long)) })
	}
	sent.Wait()
	elapsed := time.Since(start)
	for _, err := range failed {
		if err != nil {
			return figure{}, err
		}
	}
	all := slices.Concat(took...)
	if len(all) == 0 {
		return figure{}, fmt.Errorf("nothing was answered in %v", long)
	}
	slices.Sort(all)
	return figure{
		perSecond: float64(len(all)) / elapsed.Seconds(), p50: all[len(all)/2], p99: all[len(all)*99/100], bytes: bytes[0],
	}, nil
}

// converse holds one connection and returns how long each answer took.
func converse(ctx context.Context, address string, next requester, connection int, until time.Time) ([]time.Duration, int64, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, 0, fmt.Errorf("reach the server: %w", err)
	}
	defer func() { _ = conn.Close() }()
	reader := bufio.NewReaderSize(conn, 64<<10)
	var took []time.Duration
	var size int64
	for n := 0; ctx.Err() == nil; n++ {
		start := time.Now()
		if start.After(until) {
			break
		}
		request, status := next(connection, n)
		if size, err = exchange(conn, reader, request, status); err != nil {
			return nil, 0, err
		}
		took = append(took, time.Since(start))
	}
	return took, size, ctx.Err()
}

func exchange(conn net.Conn, reader *bufio.Reader, request []byte, status int) (int64, error) {
	if _, err := conn.Write(request); err != nil {
		return 0, fmt.Errorf("send a request: %w", err)
	}
	response, err := http.ReadResponse(reader, nil)
	if err != nil {
		return 0, fmt.Errorf("read an answer: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != status {
		page, _ := io.ReadAll(io.LimitReader(response.Body, 4<<10))
		return 0, fmt.Errorf("answered with %s instead of %d: %s", response.Status, status, page)
	}
	return io.Copy(io.Discard, response.Body)
}

// look asks for one page again and again; header lines end in \r\n.
func look(path, headers string) requester {
	request := []byte("GET " + path + " HTTP/1.1\r\nHost: cchc.example.vn\r\n" + headers + "\r\n")
	return func(int, int) ([]byte, int) { return request, http.StatusOK }
}

// lookAround asks for the pages in turn.
func lookAround(paths []string, headers string) requester {
	var each []requester
	for _, path := range paths {
		each = append(each, look(path, headers))
	}
	return func(connection, n int) ([]byte, int) { return each[(connection*7+n)%len(each)](connection, n) }
}
