package explore_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
	"github.com/counterpoint-go/counterpoint/explore/shim/time"
	"github.com/counterpoint-go/counterpoint/explore/trace"
)

// A trace says of each step what it happens after in other goroutines, and how the objects stand then.
func TestTrace(t *testing.T) {
	for _, test := range []struct {
		name string
		body func(t *explore.T)
		want string
	}{
		{"locks", func(t *explore.T) {
			var mu sync.Mutex
			x := memory.NewVar(0)
			mu.Lock()
			t.Go(func() {
				mu.Lock()
				x.Store(1)
			})
			mu.Unlock()
			t.Wait()
			t.Error("over")
		}, `
1 main lock; mu held by main
2 main unlock; mu free
3 g1 lock after 2; mu held by g1
4 g1 store
5 main join after 4
`},
		{"channels", func(t *explore.T) {
			full, meet := channel.Make[int](1), channel.Make[int](0)
			t.Go(func() {
				channel.Send(full, 1)
				channel.Send(full, 2)
				channel.Send(meet, 3)
				channel.Close(full)
			})
			channel.Recv(full)
			channel.Recv(meet)
			channel.Recv(full)
			channel.Recv2(full)
			t.Error("over")
		}, `
1 g1 send; full open, 1 of 1 in it
2 main receive after 1; full open, 0 of 1 in it
3 g1 send after 2; full open, 1 of 1 in it
4 main receive with g1; meet unbuffered
5 main receive; full open, 0 of 1 in it
6 g1 close; full closed, 0 of 1 in it
7 main receive: closed after 6; full closed, 0 of 1 in it
`},
		{"wait", func(t *explore.T) {
			var rw sync.RWMutex
			var wg sync.WaitGroup
			var once sync.Once
			for range 2 {
				wg.Add(1)
				t.Go(func() {
					rw.RLock()
					wg.Done()
				})
			}
			wg.Wait()
			once.Do(func() {})
			t.Error("over")
		}, `
1 main add; wg count 1
2 main add; wg count 2
3 g1 read-lock after 1; rw read-locked once
4 g1 add; wg count 1
5 g2 read-lock after 2; rw read-locked 2 times
6 g2 add; wg count 0
7 main wait after 4 6; wg count 0
8 main do; once main is in the middle of it
9 main done; once done
`},
		{"cond", func(t *explore.T) {
			var mu sync.Mutex
			cond := sync.NewCond(&mu)
			t.Go(func() {
				mu.Lock()
				cond.Signal()
				mu.Unlock()
			})
			mu.Lock()
			cond.Wait()
			t.Error("over")
		}, `
1 main lock; mu held by main
2 main wait; mu free
3 g1 lock after 2; mu held by g1
4 g1 signal
5 g1 unlock; mu free
6 main lock after 5; mu held by main
`},
		{"time", func(t *explore.T) {
			c, closed := time.After(1), channel.Make[int](0)
			channel.Recv(c)
			time.AfterFunc(1, func() { channel.Close(closed) })
			channel.Recv(closed)
			t.Error("over")
		}, `
1 main start timer
2 clock fire after 1
3 main receive; c open, 0 of 1 in it
4 main start timer
5 clock fire after 4
6 g2 close after 4; closed closed
7 main receive: closed after 6; closed closed
`},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := explore.Run(test.body)
			require.NotEmpty(t, r.Failures)
			assert.Equal(t, strings.TrimPrefix(test.want, "\n"), stepsOf(&r.Failures[0].Trace), "%s", r)
		})
	}
}

// stepsOf returns the steps of a trace as lines.
func stepsOf(t *trace.Trace) string {
	var b strings.Builder
	for i, s := range t.Steps {
		fmt.Fprintf(&b, "%d %s %s", i+1, t.Goroutines[s.Goroutine].Name, s.Operation)
		if s.With >= 0 {
			fmt.Fprintf(&b, " with %s", t.Goroutines[s.With].Name)
		}
		for n, a := range s.After {
			if n == 0 {
				fmt.Fprint(&b, " after")
			}
			fmt.Fprintf(&b, " %d", a+1)
		}
		for n, state := range s.States {
			fmt.Fprint(&b, []string{";", ","}[min(n, 1)], " ", state.Object, " ", state.Is)
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}

// What After does not order is a data race, and what it does is none.
func TestTraceOrder(t *testing.T) {
	locked := func(t *explore.T) {
		var mu sync.Mutex
		x := memory.NewVar(0)
		for range 2 {
			t.Go(func() {
				mu.Lock()
				x.Store(x.Load() + 1)
				mu.Unlock()
			})
		}
		t.Wait()
		t.Error("over")
	}
	for name, body := range map[string]func(t *explore.T){"adders": adders(2, 2), "locked": locked} {
		t.Run(name, func(t *testing.T) {
			r := explore.Run(body, explore.KeepGoing())
			require.NotEmpty(t, r.Failures)
			for i := range r.Failures {
				f := &r.Failures[i]
				before := happensBefore(&f.Trace)
				if f.Kind == explore.DataRace {
					assert.False(t, before(f.Steps[0], f.Steps[1]), "%s", f)
				}
				for j, second := range f.Trace.Steps {
					for k, first := range f.Trace.Steps[:j] {
						if first.Goroutine != second.Goroutine && first.Object == "x" && second.Object == "x" && first.Operation+second.Operation != "loadload" {
							assert.Equal(t, f.Kind != explore.DataRace, before(k, j), "steps %d and %d:\n%s", k+1, j+1, f)
						}
					}
				}
			}
		})
	}
}

// happensBefore returns the order that a trace's After and the order in which each goroutine makes its steps stand for.
func happensBefore(t *trace.Trace) func(a, b int) bool {
	after := make([][]bool, len(t.Steps))
	for i, s := range t.Steps {
		after[i] = make([]bool, len(t.Steps))
		direct := slices.Clone(s.After)
		for j, u := range t.Steps[:i] {
			isOf := func(g int) bool { return g >= 0 && (u.Goroutine == g || u.With == g) }
			if isOf(s.Goroutine) || isOf(s.With) {
				direct = append(direct, j)
			}
		}
		for _, j := range direct {
			after[i][j] = true
			for k := range j {
				after[i][k] = after[i][k] || after[j][k]
			}
		}
	}
	return func(a, b int) bool { return after[b][a] }
}
