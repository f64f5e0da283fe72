package channel_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
)

// A pair is two channels of which the second may be nil, and what one goroutine can do with them.
type pair interface {
	send(i, v int)
	recv(i int) (int, bool)
	rangeOver(i int) []int
	close(i int)
	len(i int) int
	cap(i int) int
	poll(send, x, recv int) (chosen, v int, ok bool) // with a default case
	wait(send, x, recv int) (chosen, v int, ok bool)
}

type realPair [2]chan int

func (p realPair) send(i, v int) { p[i] <- v }
func (p realPair) recv(i int) (int, bool) {
	v, ok := <-p[i]
	return v, ok
}
func (p realPair) rangeOver(i int) (vs []int) {
	for v := range p[i] {
		vs = append(vs, v)
	}
	return vs
}
func (p realPair) close(i int)   { close(p[i]) }
func (p realPair) len(i int) int { return len(p[i]) }
func (p realPair) cap(i int) int { return cap(p[i]) }
func (p realPair) poll(send, x, recv int) (chosen, v int, ok bool) {
	select {
	case p[send] <- x:
		return 0, 0, false
	case v, ok := <-p[recv]:
		return 1, v, ok
	default:
		return -1, 0, false
	}
}
func (p realPair) wait(send, x, recv int) (chosen, v int, ok bool) {
	select {
	case p[send] <- x:
		return 0, 0, false
	case v, ok := <-p[recv]:
		return 1, v, ok
	}
}

type shimPair [2]chan int

func (p shimPair) send(i, v int)          { channel.Send(p[i], v) }
func (p shimPair) recv(i int) (int, bool) { return channel.Recv2(p[i]) }
func (p shimPair) rangeOver(i int) (vs []int) {
	for v := range channel.All(p[i]) {
		vs = append(vs, v)
	}
	return vs
}
func (p shimPair) close(i int)   { channel.Close(p[i]) }
func (p shimPair) len(i int) int { return channel.Len(p[i]) }
func (p shimPair) cap(i int) int { return cap(p[i]) }
func (p shimPair) poll(send, x, recv int) (chosen, v int, ok bool) {
	chosen, ok = channel.Select(true, channel.SendCase(p[send], x), channel.RecvCase(p[recv], &v))
	return chosen, v, ok
}
func (p shimPair) wait(send, x, recv int) (chosen, v int, ok bool) {
	chosen, ok = channel.Select(false, channel.SendCase(p[send], x), channel.RecvCase(p[recv], &v))
	return chosen, v, ok
}

// drive does random operations that one goroutine can do without waiting, and that leave a select no
// choice. It returns what came of each.
func drive(seed uint64, p pair) (log []string) {
	r := rand.New(rand.NewPCG(seed, 0))
	var closed [2]bool
	try := func(what string, f func() []any) {
		defer func() {
			if e := recover(); e != nil {
				log = append(log, fmt.Sprintf("%s panics: %v", what, e))
			}
		}()
		log = append(log, fmt.Sprint(what, f()))
	}
	for step := range 20 {
		i, j := r.IntN(2), r.IntN(2)
		canSend := func(i int) bool { return closed[i] || p.len(i) < p.cap(i) }
		canRecv := func(i int) bool { return closed[i] || p.len(i) > 0 }
		switch r.IntN(8) {
		case 0, 1:
			if canSend(i) {
				try("send", func() []any { p.send(i, step); return nil })
			}
		case 2:
			if canRecv(i) {
				try("receive", func() []any { v, ok := p.recv(i); return []any{v, ok} })
			}
		case 3:
			try("len", func() []any { return []any{p.len(i), p.cap(i)} })
		case 4:
			if r.IntN(3) == 0 {
				try("close", func() []any { p.close(i); closed[i] = true; return nil })
			}
		case 5:
			if closed[i] {
				try("range", func() []any { return []any{p.rangeOver(i)} })
			}
		case 6:
			if !canSend(i) || !canRecv(j) {
				try("poll", func() []any { n, v, ok := p.poll(i, step, j); return []any{n, v, ok} })
			}
		case 7:
			if canSend(i) != canRecv(j) {
				try("select", func() []any { n, v, ok := p.wait(i, step, j); return []any{n, v, ok} })
			}
		}
	}
	return log
}

// What one goroutine does comes to the same with real channels, with Chans, and with Chans inside an
// exploration.
func TestAsRealChannels(t *testing.T) {
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 1))
		capacity, isNil := [2]int{r.IntN(4), r.IntN(4)}, r.IntN(4) == 0
		native := realPair{make(chan int, capacity[0]), make(chan int, capacity[1])}
		shims := func() shimPair {
			p := shimPair{channel.Make[int](capacity[0]), channel.Make[int](capacity[1])}
			if isNil {
				p[1] = nil
			}
			return p
		}
		if isNil {
			native[1] = nil
		}
		want := drive(seed, native)
		assert.Equal(t, want, drive(seed, shims()), "seed %d", seed)
		executions := explore(t, func(say func(...any)) {
			assert.Equal(t, want, drive(seed, shims()), "seed %d, inside an exploration", seed)
		})
		assert.Equal(t, outcomes{"": 1}, executions, "seed %d", seed)
	}
}
