package sync_test

import (
	"errors"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

func TestOnce(t *testing.T) {
	run(t, []program{
		{"all wait for the first", func(say func(...any)) {
			var (
				once sync.Once
				n    memory.Var[int]
			)
			for range 2 {
				spawn(func() {
					once.Do(func() { inc(&n) })
					say(n.Load())
				})
			}
		}, []string{"1, 1"}},

		{"a flag is no Once", func(say func(...any)) {
			var done, n memory.Var[int]
			for range 2 {
				spawn(func() {
					if done.Load() == 0 {
						done.Store(1)
						inc(&n)
					}
					say(n.Load())
				})
			}
		}, []string{"0, 1, race", "1, 1, race", "1, 2, race", "2, 2, race"}},

		{"it is done also after a panic", func(say func(...any)) {
			var once sync.Once
			wait := make(chan int, 1)
			spawn(func() {
				once.Do(func() { panic("first") })
			})
			spawn(func() {
				once.Do(func() { wait <- 1 })
				say(len(wait))
			})
		}, []string{"0, panic: first", "1"}},

		{"a Do in the function waits for itself", func(say func(...any)) {
			var once sync.Once
			once.Do(func() { once.Do(func() {}) })
		}, []string{"stuck [0]"}},

		{"two that wait for each other", func(say func(...any)) {
			var a, b sync.Once
			spawn(func() { a.Do(func() { b.Do(func() {}) }) })
			b.Do(func() { a.Do(func() {}) })
		}, []string{"", "stuck [0 1]"}},

		{"the value of OnceValue is seen by all", func(say func(...any)) {
			var n memory.Var[int]
			get := sync.OnceValue(func() int {
				inc(&n)
				return n.Load()
			})
			for range 2 {
				spawn(func() { say(get()) })
			}
		}, []string{"1, 1"}},

		{"the panic of OnceValue is everybody's", func(say func(...any)) {
			get := sync.OnceFunc(func() { panic("always") })
			for range 2 {
				spawn(func() {
					defer func() { say(recover()) }()
					get()
				})
			}
		}, []string{"always, always"}},

		{"OnceFunc that is stuck", func(say func(...any)) {
			var mu sync.Mutex
			mu.Lock()
			sync.OnceFunc(mu.Lock)()
		}, []string{"stuck [0]"}},
	})
}

func TestOnceAlone(t *testing.T) {
	alone(t, func(t *testing.T) {
		var once sync.Once
		n := 0
		assert.PanicsWithValue(t, 1, func() {
			once.Do(func() {
				n++
				panic(n)
			})
		})
		once.Do(func() { n++ })
		assert.Equal(t, 1, n)

		calls := 0
		f := sync.OnceFunc(func() { calls++ })
		v := sync.OnceValue(func() int { calls++; return calls })
		vs := sync.OnceValues(func() (int, error) { calls++; return calls, errors.New("an error") })
		for range 2 {
			f()
			assert.Equal(t, 2, v())
			n, err := vs()
			assert.Equal(t, 3, n)
			assert.EqualError(t, err, "an error")
		}
		assert.Equal(t, 3, calls)

		f = sync.OnceFunc(func() { calls++; panic(calls) })
		for range 2 {
			assert.PanicsWithValue(t, 4, f)
		}
		f = sync.OnceFunc(func() { panic(nil) })
		for range 2 {
			assert.PanicsWithError(t, new(runtime.PanicNilError).Error(), f)
		}
		for range 2 {
			assert.Panics(t, sync.OnceFunc(nil))
		}
	})
}

// Each execution does again what is to be done once.
func TestOnceIsOfAnExecution(t *testing.T) {
	calls := 0
	get := sync.OnceValue(func() int { calls++; return calls })
	for i := range 3 {
		explore(t, func(say func(...any)) {
			get()
			assert.Equal(t, calls, get())
		})
		assert.Equal(t, 2*(i+1), calls) // in each of two searches
	}
	assert.Equal(t, 7, get())
}
