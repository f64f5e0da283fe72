package process

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"sync"
	"time"

	"github.com/counterpoint-go/counterpoint/parallel/internal/shared"
)

// A Server does the items of one Map. It answers each by one call of answer. It need not return, if that says so.
type Server func(ctx context.Context, item []byte, answer func(kind Kind, payload []byte))

// Serve is the life of a worker. It never returns: the process ends with its input.
func Serve() {
	stdin, out := os.Stdin, os.Stdout
	in := pollable(stdin)
	os.Stdout = os.Stderr // who prints is not to be taken for an answer
	if null, err := os.Open(os.DevNull); err == nil {
		os.Stdin = null // nor are the items anybody else's
	}
	// An interrupt from the terminal goes to all processes. Who started this one knows what is to be done, and we
	// are told. It is not ignored but dropped, for what a worker starts would inherit that it is ignored.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)

	ctx := &told{Context: context.Background(), done: make(chan struct{})}
	items := make(chan []byte, 1) // there is one at a time, so the reader is always back at its reading
	go func() {
		var serve Server
		for what := range items {
			if serve == nil {
				serve = ctx.hello.server()
			}
			serve(ctx, what, func(kind Kind, payload []byte) {
				if err := write(out, kind, payload); err != nil {
					exit("cannot answer", err)
				}
			})
		}
	}()
	for {
		kind, payload, err := read(in)
		runtime.KeepAlive(stdin)
		if errors.Is(err, io.EOF) {
			os.Exit(0)
		}
		if err != nil {
			exit("cannot read what it is asked", err)
		}
		switch kind {
		case hello:
			if ctx.hello, err = decodeHello(payload); err != nil {
				exit("cannot read what it is to be", err)
			}
			shared.Inherit(ctx.hello.Shared)
		case item:
			items <- payload
		case cancel:
			ctx.end(payload)
		}
	}
}

// server returns what the worker is to be.
func (h Hello) server() Server {
	if f := Function(h.Function); f != nil {
		return f()
	}
	return func(_ context.Context, _ []byte, answer func(kind Kind, payload []byte)) {
		answer(Refused, []byte("it knows no function of that name; Register it each time that the program starts, under no condition"))
	}
}

func exit(what string, err error) {
	fmt.Fprintf(os.Stderr, "parallel: a worker process %s: %v; is it %s in the environment of a program that nobody asks?\n", what, err, envWorker)
	os.Exit(2)
}

// The reasons why a context is done, as a cancel message has them.
const (
	canceled         = iota
	deadlineExceeded = iota
)

// told is a context whose end we are told of.
type told struct {
	context.Context // for its Value: there are none
	hello           Hello
	done            chan struct{}
	mu              sync.Mutex
	err             error
}

func (t *told) Deadline() (time.Time, bool) { return t.hello.Deadline, !t.hello.Deadline.IsZero() }
func (t *told) Done() <-chan struct{}       { return t.done }

func (t *told) Err() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.err
}

func (t *told) end(reason []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.err != nil {
		return
	}
	t.err = context.Canceled
	if len(reason) > 0 && reason[0] == deadlineExceeded {
		t.err = context.DeadlineExceeded
	}
	close(t.done)
}
