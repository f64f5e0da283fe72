package tls_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/counterpoint-go/counterpoint/internal/histories"
	"github.com/counterpoint-go/counterpoint/tls"
)

// add merges sums.
func add(total, own *int64) { *total += *own }

func TestLocal(t *testing.T) {
	l := tls.NewLocal(add)
	a, b := l.Open(), l.Open()
	*a.Own()++
	*b.Own() += 2
	*a.Own() += 4
	assertTotal(t, l, 0, 2)
	a.Close()
	assertTotal(t, l, 5, 1)
	a.Close()
	assertTotal(t, l, 5, 1) // the second Close did nothing
	assert.PanicsWithValue(t,
		"tls: Handle.Own: the handle is closed and its value is merged; close it when its worker is done, or open another",
		func() { a.Own() })
	b.Close()
	assertTotal(t, l, 7, 0)

	var zero tls.Handle[int64]
	zero.Close()
	assert.Panics(t, func() { zero.Own() }, "the zero value is closed")
	assert.PanicsWithValue(t, "tls: Local.Open: the zero Local has nothing to merge by; make it with NewLocal",
		func() { new(tls.Local[int]).Open() })
	assert.PanicsWithValue(t,
		"tls: NewLocal(nil): without a merge the workers' values would be lost; pass what adds one to the total",
		func() { tls.NewLocal[int](nil) })
}

func assertTotal(t *testing.T, l *tls.Local[int64], total int64, open int) {
	t.Helper()
	gotTotal, gotOpen := l.Total()
	assert.Equal(t, total, gotTotal, "the total")
	assert.Equal(t, open, gotOpen, "open handles")
}

// Each of many workers counts words of its own, and none waits for another.
func TestLocalWorkers(t *testing.T) {
	l := tls.NewLocal(func(total, own *map[string]int) {
		if *total == nil {
			*total = *own
			return
		}
		for word, n := range *own {
			(*total)[word] += n
		}
	})
	var wg sync.WaitGroup
	for range 8 {
		h := l.Open() // by one goroutine, for another
		wg.Go(func() {
			defer h.Close()
			for i := range 1000 {
				words := h.Own()
				if *words == nil {
					*words = map[string]int{}
				}
				(*words)[[]string{"to", "be", "or", "not"}[i%4]]++
			}
		})
		l.Open().Close() // of one that had nothing to do
	}
	wg.Wait()
	total, open := l.Total()
	assert.Zero(t, open)
	assert.Equal(t, map[string]int{"to": 2000, "be": 2000, "or": 2000, "not": 2000}, total)
}

// A merge that panics, and one that was never reached, leave the rest usable.
func TestLocalMergePanics(t *testing.T) {
	l := tls.NewLocal(func(total, own *int64) {
		if *own < 0 {
			panic("below zero")
		}
		*total += *own
	})
	bad, good := l.Open(), l.Open()
	*bad.Own() = -1
	*good.Own() = 1
	assert.PanicsWithValue(t, "below zero", bad.Close)
	assertTotal(t, l, 0, 1)
	bad.Close() // merges nothing, and so does not panic
	good.Close()
	assertTotal(t, l, 1, 0)
}

// TestLocalSameAsModel does to a Local and to a map of sums what rapid draws.
func TestLocalSameAsModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := tls.NewLocal(add)
		own := map[*tls.Handle[int64]]int64{}
		var handles []*tls.Handle[int64] // the keys of own, in order
		var want int64
		pick := func(t *rapid.T) *tls.Handle[int64] {
			if len(handles) == 0 {
				t.Skip("no handle is open")
			}
			return rapid.SampledFrom(handles).Draw(t, "handle")
		}
		t.Repeat(map[string]func(*rapid.T){
			"Open": func(*rapid.T) {
				h := l.Open()
				own[h] = 0
				handles = append(handles, h)
			},
			"Own": func(t *rapid.T) {
				h, delta := pick(t), rapid.Int64().Draw(t, "delta")
				*h.Own() += delta
				own[h] += delta
			},
			"Close": func(t *rapid.T) {
				h := pick(t)
				h.Close()
				want += own[h]
				delete(own, h)
				handles = slices.DeleteFunc(handles, func(other *tls.Handle[int64]) bool { return other == h })
				h.Close()
			},
			"": func(t *rapid.T) {
				total, open := l.Total()
				assert.Equal(t, want, total)
				assert.Equal(t, len(own), open)
				for h := range maps.Keys(own) {
					assert.Equal(t, own[h], *h.Own())
				}
			},
		})
	})
}

func TestLocalHistories(t *testing.T) {
	histories.Run(t, merged(), func(h operations) histories.Step {
		l := tls.NewLocal(add)
		return func(r *rand.Rand) {
			if r.IntN(2) == 0 {
				look(h, l)
			} else {
				work(h, l, r.Int64N(1000))
			}
		}
	})
}
