package parallel

import (
	"fmt"
	"sync/atomic"

	"github.com/counterpoint-go/counterpoint/parallel/internal/shared"
)

// SharedCounter is a sum in memory that this process and the workers of [Processes] have in common. It is
// [UnsafeShared] with Add in one step: the fetch-and-add of Gottlieb, Lubachevsky and Rudolph (1983), which is done to
// memory, whoever has that mapped.
//
// It is sent to a worker as an item, or within one, and is the same counter there. It has to be made before the [Map]
// begins, and by the process that calls Map.
//
// The memory is a page of a file in /dev/shm or, where there is none, in [os.TempDir], which is removed before it is used:
// it is gone with the last process that has it.
//
// An Add happens before every Value that observes it. For other processes that is what the instructions do, as they
// are those of sync/atomic; the Go memory model speaks of one program, and the race detector looks at Go's own memory
// alone, so that it takes what two Adds put in order for unordered: a false alarm. The zero value is of no use: a
// SharedCounter is made by [NewSharedCounter]. It must not be copied after first use. Add and Value are wait-free where the
// processor has an instruction for them, O(1), and allocate nothing. They panic after a Close.
type SharedCounter struct {
	word sharedWord
}

// NewSharedCounter returns a counter at 0. The error is errors.ErrUnsupported on a system that can't share memory between
// processes, Windows among them; or it says why there can't be such a file.
func NewSharedCounter() (*SharedCounter, error) {
	c := new(SharedCounter)
	if err := c.word.make(); err != nil {
		return nil, fmt.Errorf("parallel: NewSharedCounter: %w", err)
	}
	return c, nil
}

// Add adds delta to the sum.
func (c *SharedCounter) Add(delta int64) { c.word.in("SharedCounter", "Add").Add(delta) }

// Value returns the sum of all Adds that came before it, in whatever process.
func (c *SharedCounter) Value() int64 { return c.word.in("SharedCounter", "Value").Value() }

// Close gives the memory back, as soon as nobody in this process is using it any more; workers that have it keep it as
// long as they live. In a worker it only ends the use of this one copy. To close it twice is an error.
func (c *SharedCounter) Close() error { return c.word.close("SharedCounter") }

// GobEncode makes of a counter what is sent to a worker.
func (c *SharedCounter) GobEncode() ([]byte, error) { return c.word.encode("SharedCounter") }

// GobDecode makes of c the counter that was encoded, if that is open in this process, or was when this worker was started.
func (c *SharedCounter) GobDecode(name []byte) error { return c.word.decode("SharedCounter", name) }

// A sharedWord is what a value needs to be that is in shared memory.
type sharedWord struct {
	memory atomic.Pointer[shared.Memory]
	made   bool // here, and not decoded
}

func (w *sharedWord) make() error {
	m, err := shared.New()
	if err != nil {
		return err
	}
	w.memory.Store(m)
	w.made = true
	return nil
}

// in returns the memory for a method.
func (w *sharedWord) in(name, method string) *shared.Memory {
	m := w.memory.Load()
	if m == nil {
		panic(noMemory(name, method).Error())
	}
	return m
}

func noMemory(name, method string) error {
	return fmt.Errorf("parallel: %s.%s(): there is no memory: it is closed, or was not made by New%[1]s", name, method)
}

func (w *sharedWord) close(name string) error {
	m := w.memory.Swap(nil)
	if m == nil {
		return noMemory(name, "Close")
	}
	if !w.made {
		return nil
	}
	return m.Close()
}

func (w *sharedWord) encode(name string) ([]byte, error) {
	m := w.memory.Load()
	if m == nil {
		return nil, noMemory(name, "GobEncode")
	}
	return []byte(m.Name()), nil
}

func (w *sharedWord) decode(name string, encoded []byte) error {
	m, err := shared.Named(string(encoded))
	if err != nil {
		return fmt.Errorf("parallel: %s.GobDecode(): %w", name, err)
	}
	w.memory.Store(m)
	w.made = false
	return nil
}
