package measure

import (
	"errors"
	"io"
	"net"
	"sync/atomic"

	"github.com/counterpoint-go/counterpoint/internal/sample"
)

// tripRows are what it takes to ask somebody and be answered. All but the last two count a way there or back as an operation.
func tripRows(p *preparation) []subject {
	return []subject{
		{name: "channel", means: "a number to another goroutine and back, by channels without buffer", prepare: timed(2, 2, channelHops(false))},
		{name: "shared variable", means: "two goroutines on two cores watch one atomic variable, and write it in turns", missing: p.machine.alone(), prepare: together(2, 2, watches)},
		{name: "channel, threads", means: "the same where each goroutine is locked to a thread: the kernel wakes one and puts one to sleep", prepare: timed(2, 2, channelHops(true))},
		{name: "pipe", means: "a byte to another process and back", prepare: timed(1, 2, pipeHops)},
		{name: "loopback", means: "a byte to a server on 127.0.0.1 and back, by TCP", prepare: timed(1, 1, loopbackTrips)},
	}
}

// switchRows are the ways of letting somebody else run.
func switchRows(p *preparation) []subject {
	return []subject{
		{name: "goroutine", means: "runtime.Gosched: another goroutine runs on the same processor, which takes no kernel", prepare: timed(2, 1, yields)},
		{name: "thread", means: "a thread wakes another by a futex and goes to sleep, without Go's scheduler in between", missing: futexMissing(p.machine.processors()), prepare: timed(2, 1, futexHops)},
		{name: "process", means: "a byte through a pipe wakes another process, and this one goes to sleep", prepare: timed(1, 1, pipeHops)},
	}
}

// watches has two goroutines write one variable in turns. Nobody sleeps, so it takes two processors.
func watches(int) sample.Task {
	var turn atomic.Int64
	return sample.Task{
		Do: func(i, n int) {
			for next := int64(i); next < 2*int64(n); next += 2 {
				for turn.Load() != next {
				}
				turn.Store(next + 1)
			}
		},
		End: func(operations int) error { return complete(turn.Load(), operations) },
	}
}

// loopbackTrips has a byte go to a server of this process and come back.
func loopbackTrips(int) sample.Task {
	conn, closed, err := dialEcho()
	return sample.Task{
		Do: func(_, n int) {
			var b [1]byte
			for i := 0; i < n && err == nil; i++ {
				if _, err = conn.Write(b[:]); err == nil {
					_, err = io.ReadFull(conn, b[:])
				}
			}
		},
		End: func(int) error {
			if conn == nil {
				return err
			}
			return errors.Join(err, closed())
		},
	}
}

// dialEcho returns a connection to a server that sends back what it gets; closed ends both.
func dialEcho() (conn net.Conn, closed func() error, err error) {
	listener, err := listen()
	if err != nil {
		return nil, nil, err
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		server, err := listener.Accept()
		listener.Close() // and not before, or who has not been accepted yet is cut off
		if err != nil {
			return
		}
		defer server.Close()
		_, _ = io.Copy(struct{ io.Writer }{server}, server) // a read and a write each, and no splice
	}()
	conn, err = net.Dial(listener.Addr().Network(), listener.Addr().String())
	if err != nil {
		listener.Close()
		<-done
		return nil, nil, err
	}
	return conn, func() error {
		forget(conn)
		err := conn.Close()
		<-done
		return err
	}, nil
}

// listen listens on the loopback interface.
func listen() (net.Listener, error) { return net.Listen("tcp", "127.0.0.1:0") }

// forget has a connection leave nothing in the kernel when it is closed: no port that is kept for a minute.
func forget(conn net.Conn) {
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
}
