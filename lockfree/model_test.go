package lockfree_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/counterpoint-go/counterpoint/lockfree"
)

// A model is a slice: what a structure means as long as one goroutine uses it.
type model[T any] []T

func (m *model[T]) put(v T) { *m = append(*m, v) }

// first removes what a queue has at its head.
func (m *model[T]) first() (v T, ok bool) {
	if len(*m) == 0 {
		return v, false
	}
	v, *m = (*m)[0], (*m)[1:]
	return v, true
}

// last removes what a stack has on top.
func (m *model[T]) last() (v T, ok bool) {
	v, ok = m.top()
	if ok {
		*m = (*m)[:len(*m)-1]
	}
	return v, ok
}

func (m *model[T]) top() (v T, ok bool) {
	if len(*m) == 0 {
		return v, false
	}
	return (*m)[len(*m)-1], true
}

// same wants both to give the same answer.
func same[T any](t require.TestingT, what string, want, got func() (T, bool)) {
	wantV, wantOK := want()
	gotV, gotOK := got()
	require.Equal(t, wantOK, gotOK, what)
	require.Equal(t, wantV, gotV, what)
}

// A bounded is what Ring and SPSC have in common.
type bounded[T any] interface {
	Enqueue(v T) bool
	Dequeue() (T, bool)
}

// sameBounded does to a bounded queue and to a slice what the operations say.
func sameBounded(t require.TestingT, q bounded[int], m *model[int], capacity int) (enqueue func(v int), dequeue func()) {
	return func(v int) {
			room := len(*m) < capacity
			require.Equal(t, room, q.Enqueue(v), "Enqueue")
			if room {
				m.put(v)
			}
		}, func() {
			same(t, "Dequeue", m.first, q.Dequeue)
		}
}

func TestModelQueue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var q lockfree.Queue[int]
		var m model[int]
		t.Repeat(map[string]func(*rapid.T){
			"Enqueue": func(t *rapid.T) {
				v := rapid.Int().Draw(t, "v")
				q.Enqueue(v)
				m.put(v)
			},
			"Dequeue": func(t *rapid.T) { same(t, "Dequeue", m.first, q.Dequeue) },
		})
	})
}

func TestModelBounded(t *testing.T) {
	for name, construct := range map[string]func(capacity int) bounded[int]{
		"Ring": func(capacity int) bounded[int] { return lockfree.NewRing[int](capacity) },
		"SPSC": func(capacity int) bounded[int] { return lockfree.NewSPSC[int](capacity) },
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				capacity := rapid.IntRange(1, 9).Draw(t, "capacity")
				var m model[int]
				enqueue, dequeue := sameBounded(t, construct(capacity), &m, capacity)
				t.Repeat(map[string]func(*rapid.T){
					"Enqueue": func(t *rapid.T) { enqueue(rapid.Int().Draw(t, "v")) },
					"Dequeue": func(*rapid.T) { dequeue() },
				})
			})
		})
	}
}

func TestModelStack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s lockfree.Stack[int]
		var m model[int]
		t.Repeat(map[string]func(*rapid.T){
			"Push": func(t *rapid.T) {
				v := rapid.Int().Draw(t, "v")
				s.Push(v)
				m.put(v)
			},
			"Pop":   func(t *rapid.T) { same(t, "Pop", m.last, s.Pop) },
			"PopIf": func(t *rapid.T) { samePopIf(t, &m, &s, func(v int) bool { return v%2 == 0 }) },
			"":      func(t *rapid.T) { same(t, "Peek", m.top, s.Peek) },
		})
	})
}

func samePopIf[T any](t require.TestingT, m *model[T], s *lockfree.Stack[T], wanted func(v T) bool) {
	same(t, "PopIf", func() (none T, ok bool) {
		if v, ok := m.top(); !ok || !wanted(v) {
			return none, false
		}
		return m.last()
	}, func() (T, bool) { return s.PopIf(wanted) })
}

func TestModelCounter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c lockfree.Counter
		var sum int64
		t.Repeat(map[string]func(*rapid.T){
			"Add": func(t *rapid.T) {
				delta := rapid.Int64().Draw(t, "delta")
				c.Add(delta)
				sum += delta
			},
			"Value": func(t *rapid.T) { assert.Equal(t, sum, c.Value()) },
		})
	})
}

// An even byte is put in, an odd one takes something out.

func FuzzQueue(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, ops []byte) {
		var q lockfree.Queue[byte]
		var m model[byte]
		for _, op := range ops {
			if op%2 == 0 {
				q.Enqueue(op)
				m.put(op)
			} else {
				same(t, "Dequeue", m.first, q.Dequeue)
			}
		}
		for range len(m) + 1 {
			same(t, "Dequeue", m.first, q.Dequeue)
		}
	})
}

func FuzzStack(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, ops []byte) {
		var s lockfree.Stack[byte]
		var m model[byte]
		for _, op := range ops {
			if op%2 == 0 {
				s.Push(op)
				m.put(op)
			} else {
				samePopIf(t, &m, &s, func(v byte) bool { return v <= op })
			}
			same(t, "Peek", m.top, s.Peek)
		}
		for range len(m) + 1 {
			same(t, "Pop", m.last, s.Pop)
		}
	})
}

// The first byte is the capacity.
func FuzzBounded(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, ops []byte) {
		if len(ops) == 0 {
			return
		}
		capacity := 1 + int(ops[0])
		for _, q := range []bounded[int]{lockfree.NewRing[int](capacity), lockfree.NewSPSC[int](capacity)} {
			var m model[int]
			enqueue, dequeue := sameBounded(t, q, &m, capacity)
			for _, op := range ops[1:] {
				if op%2 == 0 {
					enqueue(int(op))
				} else {
					dequeue()
				}
			}
			for range len(m) + 1 {
				dequeue()
			}
		}
	})
}

func seed(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{1, 2, 1, 1})
	f.Add([]byte{2, 4, 6, 8, 1, 3, 5, 255, 255, 10, 255})
}
