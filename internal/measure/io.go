package measure

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// A question is where to ask. The answer is a byte that takes its time.
type question struct{ Network, Address string }

// wait is how long the server takes for an answer.
const wait = 2 * time.Millisecond

// ioRows are the work of asking a server, which takes its time. Each question is a connection of its own.
func ioRows(p *preparation) []subject {
	// A whole number of questions for each of the most workers, and for half of them.
	unit := 6 * p.machine.cores()
	n := unit * max(1, int(whole(p)/wait)/unit)
	var questions []question
	failed := errUnprepared
	rows := work(p, func(ctx context.Context, workers parallel.Workers) error {
		if failed != nil {
			return failed
		}
		got, err := parallel.Map(ctx, workers, ask, questions)
		if err != nil {
			return err
		}
		return check(got, n)
	})
	first := rows[0].prepare
	rows[0].prepare = func(ctx context.Context, long time.Duration) (take, error) {
		at, closed, err := startServer(wait)
		if failed = err; err != nil {
			return nil, err
		}
		p.atEnd(closed)
		questions = repeat(at, n)
		return first(ctx, long)
	}
	return rows
}

// ask asks once, and returns 1.
func ask(ctx context.Context, q question) (answers int, err error) {
	parallel.Blocking(ctx, func() { answers, err = q.ask(ctx) })
	return answers, err
}

func (q question) ask(ctx context.Context) (answers int, err error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, q.Network, q.Address)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	forget(conn)
	if err := conn.SetDeadline(time.Now().Add(10 * time.Second)); err != nil { // should the server have gone
		return 0, err
	}
	b := []byte{1}
	if _, err := conn.Write(b); err != nil {
		return 0, err
	}
	if _, err := io.ReadFull(conn, b); err != nil {
		return 0, err
	}
	return int(b[0]), nil
}

// startServer starts a server that sends each byte back after a while. When closed returns it has ended, and all that it
// started.
func startServer(after time.Duration) (at question, closed func(), err error) {
	listener, err := listen()
	if err != nil {
		return question{}, nil, fmt.Errorf("no server on 127.0.0.1: %w", err)
	}
	var running sync.WaitGroup
	running.Go(func() {
		for {
			conn, err := listener.Accept()
			if errors.Is(err, net.ErrClosed) {
				return
			}
			if err != nil { // this one's trouble; who asked is told
				continue
			}
			running.Go(func() {
				defer conn.Close()
				var b [1]byte
				for {
					if _, err := conn.Read(b[:]); err != nil {
						return
					}
					time.Sleep(after)
					if _, err := conn.Write(b[:]); err != nil {
						return
					}
				}
			})
		}
	})
	closed = func() {
		listener.Close()
		running.Wait() // each connection is closed by who asks
	}
	return question{listener.Addr().Network(), listener.Addr().String()}, closed, nil
}
