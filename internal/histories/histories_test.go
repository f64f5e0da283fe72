package histories_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/internal/histories"
)

// A queue is a slice behind a lock, which Dequeue may let go of between the look and the taking.
type queue struct {
	mu    sync.Mutex
	v     []int
	letGo bool
}

func (q *queue) Enqueue(v int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.v = append(q.v, v)
}

func (q *queue) Dequeue() (v int, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.v) == 0 {
		return 0, false
	}
	v = q.v[0]
	if q.letGo {
		q.mu.Unlock()
		runtime.Gosched()
		q.mu.Lock()
	}
	q.v = q.v[min(1, len(q.v)):]
	return v, true
}

func run(t testing.TB, letGo bool) {
	histories.Run(t, linearizable.NewQueue[int](), func(h linearizable.Queue[int]) histories.Step {
		q := &queue{letGo: letGo}
		return func(r *rand.Rand) {
			if r.IntN(2) == 0 {
				h.Enqueue(r.Int(), q.Enqueue)
			} else {
				h.Dequeue(q.Dequeue)
			}
		}
	})
}

func TestRight(t *testing.T) { run(t, false) }

// One history of so many is enough.
func TestWrong(t *testing.T) {
	r := &recording{TB: t}
	run(r, true)
	require.Len(t, r.says, 1, "it ends with the first that is wrong")
	assert.Contains(t, r.says[0], "not linearizable")
}

// A recording is a testing.TB that keeps what is said of it.
type recording struct {
	testing.TB
	says []string
}

func (r *recording) Error(args ...any) { r.says = append(r.says, fmt.Sprint(args...)) }
func (r *recording) Failed() bool      { return len(r.says) > 0 }
