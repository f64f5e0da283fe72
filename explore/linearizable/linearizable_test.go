package linearizable_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// structures are linearizable, or fail with what is said here.
var structures = map[string]struct {
	test func() test
	says string
}{
	"counter under a lock":                {func() test { return earlyValue[lockedCounter]() }, ""},
	"counter that adds in two":            {func() test { return lateValue[loadStore]() }, "Value() of main returns 1"},
	"counter of two halves":               {func() test { return earlyValue[halves]() }, "Value() of main returns 10"},
	"queue under a lock":                  {func() test { return queue(1, (*list).first) }, ""},
	"queue that looks, then takes":        {func() test { return queue(1, (*list).lookAndTake) }, "Dequeue() of g1 returns 0, true"},
	"queue that is a stack":               {func() test { return queue(2, (*list).last) }, "Dequeue() of g1 returns 2, true"},
	"stack under a lock":                  {func() test { return stack((*list).last) }, ""},
	"stack that is a queue":               {func() test { return stack((*list).first) }, "Pop() of main returns 1, true"},
	"register":                            {func() test { return register((*pair).read) }, ""},
	"register that reads another":         {func() test { return register((*pair).readOther) }, "Read() of main returns 0"},
	"map":                                 {func() test { return table((*dict).store) }, ""},
	"map that stores in two":              {func() test { return table((*dict).deleteAndStore) }, "Load(a) of main returns 0, false"},
	"mutex":                               {func() test { return mutex[sync.Mutex]() }, ""},
	"counter that starts over":            {func() test { return resets(func(c *loadStore) int64 { return c.Swap(0) }) }, ""},
	"counter that starts over in two":     {func() test { return resets((*loadStore).reset) }, "Value() of main returns 0"},
	"bounded queue":                       {func() test { return boundedQueue((*list).offer) }, ""},
	"bounded queue that looks, then puts": {func() test { return boundedQueue((*list).lookAndPut) }, "Enqueue(2) of g2 returns true"},
	"stack at whose top one looks":        {func() test { return peek((*list).top) }, ""},
	"stack at whose bottom one looks":     {func() test { return peek((*list).bottom) }, "Peek() of main returns 1, true"},
	"semaphore":                           {func() test { return semaphore((*slots).try) }, ""},
	"semaphore that looks, then takes":    {func() test { return semaphore((*slots).lookAndTake) }, "TryAcquire() of g2 returns true"},
	"highest bid":                         {func() test { return highest((*loadStore).raise) }, ""},
	"highest bid that looks, then puts":   {func() test { return highest((*loadStore).lookAndSet) }, "2 of main returns true"},
	"mutex that looks, then locks":        {func() test { return mutex[flag]() }, "TryLock() of g2 returns true"},
}

func TestStructures(t *testing.T) {
	for name, s := range structures {
		body := s.test().body
		r := explore.Run(body)
		if s.says == "" {
			assert.False(t, r.Failed(), "%s: %s", name, r)
			assert.True(t, r.Exhaustive, name)
			continue
		}
		require.Len(t, r.Failures, 1, name)
		f := r.Failures[0]
		assert.Equal(t, explore.Failed, f.Kind, name)
		first, _, _ := strings.Cut(f.Message, "\n")
		assert.Equal(t, "not linearizable: "+s.says+", and no order of the operations explains that", first, name)

		again := explore.Run(body, explore.Replay(f.Trace.Replay))
		require.Len(t, again.Failures, 1, name)
		assert.Equal(t, f.Message, again.Failures[0].Message, name)
	}
}

// The search that runs one schedule of each trace meets every history that all schedules together have.
func TestAllHistories(t *testing.T) {
	for name, s := range structures {
		some, all := s.test(), s.test()
		explore.Run(some.body, explore.KeepGoing())
		dfs := explore.Run(all.body, explore.KeepGoing(), explore.Using(explore.DFS))
		require.True(t, dfs.Exhaustive, name)
		assert.Equal(t, all.histories(), some.histories(), name)
	}
}

// What can be told of operations whose results are always the same is which of them returned before which was
// called. That is an interval order: there are 1, 3, 19, 207 of 1, 2, 3, 4 operations (OEIS A079144).
func TestIntervalOrders(t *testing.T) {
	for i, orders := range []int{1, 3, 19, 207} {
		test := with(linearizable.NewCounter(), func(t *explore.T, h linearizable.Counter) {
			for range i + 1 {
				t.Go(func() { h.Add(1, func(int64) {}) })
			}
			t.Wait()
		})
		r := explore.Run(test.body)
		assert.Equal(t, orders, test.histories())
		assert.Equal(t, orders, r.Executions)
		assert.Zero(t, r.Redundant)
	}
}

// The steps that operations make themselves do not suffice: those of a write and of a read of another variable
// do not depend on each other, so that they are run in one order. That the write had returned before the read
// was called, which no result of 0 goes with, is seen by the steps of the history alone.
func TestOwnStepsDoNotSuffice(t *testing.T) {
	unwatched := explore.Run(func(t *explore.T) {
		var p pair
		t.Go(func() { p.write(1) })
		p.readOther()
		t.Wait()
	})
	assert.Equal(t, 1, unwatched.Executions)
	assert.True(t, explore.Run(register((*pair).readOther).body).Failed())
}

// What the package comment says of the price.
func TestPrice(t *testing.T) {
	check := linearizable.NewCounter()
	traces := func(add func(h linearizable.Counter, c *lockedCounter)) int {
		return explore.Run(func(t *explore.T) {
			var c lockedCounter
			h := check.History(t)
			for range 2 {
				t.Go(func() {
					for range 3 {
						add(h, &c)
					}
				})
			}
			t.Wait()
		}).Executions
	}
	assert.Equal(t, 20, traces(func(_ linearizable.Counter, c *lockedCounter) { c.Add(1) }))
	assert.Equal(t, 580, traces(func(h linearizable.Counter, c *lockedCounter) { h.Add(1, c.Add) }))
}

// A history orders nothing: what races without it races with it.
func TestRacesAreSeen(t *testing.T) {
	test := with(linearizable.NewCounter(), func(t *explore.T, h linearizable.Counter) {
		n := memory.NewVar[int64](0)
		t.Go(func() { h.Add(1, n.Store) })
		h.Value(n.Load)
		t.Wait()
	})
	r := explore.Run(test.body, explore.KeepGoing())
	require.Len(t, r.Failures, 1)
	assert.Equal(t, explore.DataRace, r.Failures[0].Kind)
}

// The model, and the methods of inputs, may be code of the test, which was rewritten: they run on goroutines of the
// checker's, and are no steps.
func TestRewrittenModel(t *testing.T) {
	for _, isWrong := range []bool{false, true} {
		var asked, texts *memory.Var[int]
		r := explore.Run(func(t *explore.T) {
			asked, texts = memory.NewVar(0), memory.NewVar(0)
			check := linearizable.NewObject(0, func(n int, _ shown) (int, int, bool) {
				asked.Store(asked.Load() + 1)
				return n + 1, n + 1, true
			})
			h := check.History(t)
			h.Do(shown{texts}, func() int { return 1 })
			if isWrong {
				h.Do(shown{texts}, func() int { return 1 })
			}
		}, explore.KeepGoing())
		assert.Equal(t, isWrong, r.Failed(), "%s", r)
		assert.NotZero(t, asked.Load())
		if isWrong {
			assert.Contains(t, r.Failures[0].Message, "not linearizable: Count() of main returns 1")
			assert.NotZero(t, texts.Load())
			continue
		}
		assert.Equal(t, 2, r.Steps, "a call and a return")
	}
}

// shown counts how often it is shown.
type shown struct{ n *memory.Var[int] }

func (s shown) String() string {
	s.n.Store(s.n.Load() + 1)
	return "Count()"
}
