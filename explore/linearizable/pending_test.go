package linearizable_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/explore/shim/runtime"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// A goroutine that ends in the middle of a write may have written, or not. It cannot have written for one read
// and not for a later one.
func TestPending(t *testing.T) {
	run := func(write func(p *pair, v int64), reads ...func(p *pair) int64) *explore.Report {
		test := with(linearizable.NewRegister[int64](0), func(t *explore.T, h linearizable.Register[int64]) {
			var p pair
			t.Go(func() {
				h.Write(1, func(v int64) {
					write(&p, v)
					runtime.Goexit()
				})
			})
			for _, read := range reads {
				h.Read(func() int64 { return read(&p) })
			}
			t.Wait()
		})
		return explore.Run(test.body)
	}
	nothing := func(*pair, int64) {}
	for _, r := range []*explore.Report{
		run((*pair).write, (*pair).read, (*pair).read),
		run(nothing, (*pair).read, (*pair).read),
	} {
		assert.False(t, r.Failed(), "%s", r)
		assert.True(t, r.Exhaustive)
	}
	r := run((*pair).write, (*pair).read, (*pair).readOther)
	require.Len(t, r.Failures, 1)
	assert.Equal(t, `not linearizable: Read() of main returns 0, and no order of the operations explains that

    main       g1
1   Read()
2              Write(1)
3   returns 1
4   Read()
5*  returns 0`, r.Failures[0].Message)
}

// What is returned after the body has is checked too.
func TestNobodyWaits(t *testing.T) {
	test := with(linearizable.NewRegister[int64](0), func(t *explore.T, h linearizable.Register[int64]) {
		var p pair
		t.Go(func() {
			h.Write(1, p.write)
			h.Read(p.readOther)
		})
	})
	r := explore.Run(test.body)
	require.Len(t, r.Failures, 1)
	assert.Contains(t, r.Failures[0].Message, "not linearizable: Read() of g1 returns 0")
}

// That a goroutine waits for a lock is no fault of the lock.
func TestStuck(t *testing.T) {
	for kind, body := range map[explore.Kind]func(t *explore.T, h linearizable.Mutex, mu *sync.Mutex){
		explore.Leak:     func(t *explore.T, h linearizable.Mutex, mu *sync.Mutex) { t.Go(func() { h.Lock(mu.Lock) }) },
		explore.Deadlock: func(_ *explore.T, h linearizable.Mutex, mu *sync.Mutex) { h.Lock(mu.Lock) },
	} {
		test := with(linearizable.NewMutex(), func(t *explore.T, h linearizable.Mutex) {
			var mu sync.Mutex
			h.Lock(mu.Lock)
			body(t, h, &mu)
		})
		r := explore.Run(test.body, explore.KeepGoing())
		require.Len(t, r.Failures, 1)
		assert.Equal(t, kind, r.Failures[0].Kind)
	}
}
