package tls_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/counter/countertest"
	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/internal/explored"
	"github.com/counterpoint-go/counterpoint/tls"
)

// A Value of this counter need not be of one moment.
func TestExploredCounter(t *testing.T) {
	countertest.Run(t, func() counter.Counter { return new(tls.Counter) })
}

// But Adds that have been waited for are in it, whichever shards they went to.
func TestExploredAdders(t *testing.T) {
	var c tls.Counter
	explored.Together(2, func(i int) {
		for range 3 {
			before := c.Value()
			c.Add(int64(i + 1))
			assert.GreaterOrEqual(t, c.Value(), before+int64(i+1))
		}
	})
	assert.EqualValues(t, 3+6, c.Value())
}

func TestExploredSum(t *testing.T) { exploreSum(t, tls.Sum) }

// exploreSum has five workers add, which is one more than there are slots in what goes wrong.
func exploreSum(t *testing.T, sum summer) {
	got := sum(5, func(_ int, add func(delta int64)) {
		add(1)
		add(1)
	})
	assert.Equal(t, int64(10), got)
}

func TestExploredLocal(t *testing.T) {
	l := tls.NewLocal(add)
	h := merged().History(t)
	explored.Together(2, func(i int) {
		work(h, l, int64(i+1))
		look(h, l)
	})
}

// A handle may be handed on, and what its workers did is merged when the last one of them closes it.
func TestExploredLocalHandedOn(t *testing.T) {
	l := tls.NewLocal(add)
	handles := make(chan *tls.Handle[int64], 1)
	explored.Together(2, func(i int) {
		if i == 0 {
			h := l.Open()
			*h.Own()++
			handles <- h
			return
		}
		h := <-handles
		*h.Own()++
		h.Close()
		total, open := l.Total()
		assert.EqualValues(t, 2, total)
		assert.Zero(t, open)
	})
}

// A merge that panics leaves nobody waiting.
func TestExploredLocalMergePanics(t *testing.T) {
	l := tls.NewLocal(func(_, own *int64) { panic(*own) })
	explored.Together(2, func(i int) {
		h := l.Open()
		*h.Own() = int64(i)
		assert.PanicsWithValue(t, int64(i), h.Close)
	})
	_, open := l.Total()
	assert.Zero(t, open)
}

type operations = linearizable.Object[explored.Op, any]

// merged is a sum that is merged from handles, and how many of these are open.
func merged() *linearizable.Checker[operations] {
	return linearizable.NewObject(totals{}, func(now totals, op explored.Op) (out any, next totals, ok bool) {
		switch op.Name {
		case "Open":
			return nil, totals{now.sum, now.open + 1}, true
		case "Close":
			return nil, totals{now.sum + op.Arg, now.open - 1}, true
		}
		return now, now, true
	})
}

// totals is what Total returns.
type totals struct {
	sum  int64
	open int
}

// work opens a handle, adds n to its value, and closes it.
func work(h operations, l *tls.Local[int64], n int64) {
	var handle *tls.Handle[int64]
	h.Do(explored.Op{Name: "Open"}, func() any { handle = l.Open(); return nil })
	*handle.Own() += n
	h.Do(explored.Op{Name: "Close", Arg: n}, func() any { handle.Close(); return nil })
}

func look(h operations, l *tls.Local[int64]) {
	h.Do(explored.Op{Name: "Total"}, func() any {
		sum, open := l.Total()
		return totals{sum, open}
	})
}

func TestExploredPooled(t *testing.T) {
	p := new(tls.Pooled)
	exploreLine(t, func(name string) []byte { return []byte(p.Line(name, 1)) })
}

// exploreLine has two goroutines make a line each, and read it letter by letter.
func exploreLine(t *testing.T, line func(name string) []byte) {
	explored.Together(2, func(i int) {
		want := []string{"a 1\n", "b 1\n"}[i]
		got := line(want[:1])
		for at := range want {
			assert.Equal(t, want[at], got[at])
		}
	})
}
