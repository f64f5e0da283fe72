//go:build !deadlock

package deadlock_test

import (
	"io"
	"reflect"
	"sync"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock"
)

// Without the tag the locks are sync's: the same types, so the same words and the same code.
func TestUncheckedLocksAreSyncs(t *testing.T) {
	assert.False(t, deadlock.Checked)
	assert.Same(t, reflect.TypeFor[sync.Mutex](), reflect.TypeFor[deadlock.Mutex]())
	assert.Same(t, reflect.TypeFor[sync.RWMutex](), reflect.TypeFor[deadlock.RWMutex]())
	assert.Same(t, reflect.TypeFor[sync.WaitGroup](), reflect.TypeFor[deadlock.WaitGroup]())
	assert.Equal(t, unsafe.Sizeof(sync.Mutex{}), unsafe.Sizeof(deadlock.Mutex{}))
	assert.Equal(t, unsafe.Sizeof(sync.RWMutex{}), unsafe.Sizeof(deadlock.RWMutex{}))
}

// What is said of a lock is nothing, and does not even move it to the heap.
func TestUncheckedCostsNothing(t *testing.T) {
	allocates := testing.AllocsPerRun(100, func() {
		var mu deadlock.Mutex
		var rw deadlock.RWMutex
		deadlock.Name(&mu, "a name")
		deadlock.Rank(&rw, 1)
		deadlock.Distrust(&mu)
		deadlock.Limit(1)
		deadlock.Watch(t)
		found := 0
		undo := deadlock.OnReport(func(*deadlock.Report) { found++ })
		if deadlock.Graph().Locks != nil || found != 0 {
			panic("it checks")
		}
		undo()
	})
	assert.Zero(t, allocates)
}

func TestUncheckedGo(t *testing.T) {
	done := make(chan struct{})
	deadlock.Go(func() { close(done) })
	<-done
}

// The dump says what would make it say more.
func TestUncheckedDump(t *testing.T) {
	var b writes
	assert.NoError(t, deadlock.Dump(&b))
	assert.Contains(t, string(b.text), "\nWho holds which lock is known to a program that was built with -tags deadlock.\n")

	for n := range 2 {
		b = writes{fail: n + 1}
		assert.ErrorIs(t, deadlock.Dump(&b), io.ErrShortWrite)
	}
}

// writes keeps what is written, and fails at the write of this number.
type writes struct {
	text []byte
	fail int
}

func (w *writes) Write(p []byte) (int, error) {
	if w.fail--; w.fail == 0 {
		return 0, io.ErrShortWrite
	}
	w.text = append(w.text, p...)
	return len(p), nil
}
