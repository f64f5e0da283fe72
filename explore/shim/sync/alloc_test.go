package sync_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// hot is what is done again and again, in an execution of one goroutine.
var hot = []struct {
	name string
	body func()
}{
	{"Mutex", func() {
		var mu sync.Mutex
		n := 0
		for range rounds {
			mu.Lock()
			n++
			mu.Unlock()
		}
	}},
	{"RWMutex", func() {
		var rw sync.RWMutex
		n := 0
		for range rounds {
			rw.RLock()
			n++
			rw.RUnlock()
		}
	}},
	{"WaitGroup", func() {
		var wg sync.WaitGroup
		for range rounds {
			wg.Add(1)
			wg.Done()
		}
	}},
	{"Once", func() {
		var once sync.Once
		for range rounds {
			once.Do(func() {})
		}
	}},
	{"Cond", func() {
		var c sync.Cond
		for range rounds {
			c.Signal()
		}
	}},
	{"Pool", func() {
		var p sync.Pool
		for range rounds {
			p.Put(&p)
			p.Get()
		}
	}},
	{"Map", func() {
		var m sync.Map
		m.Store(1, &m)
		for range rounds {
			m.Load(1)
		}
	}},
}

const rounds = 1000

// An operation inside an exploration does not allocate.
func TestAllocs(t *testing.T) {
	for _, h := range hot {
		t.Run(h.name, func(t *testing.T) {
			x := sched.New(h.body, search.NewRandom(1))
			defer x.Close()
			assert.Less(t, testing.AllocsPerRun(10, x.Run), 10.0, "what is made before the rounds is fewer")
			assert.Nil(t, x.Failure)
		})
	}
}

func BenchmarkOperations(b *testing.B) {
	for _, h := range hot {
		b.Run(h.name, func(b *testing.B) {
			b.ReportAllocs()
			x := sched.New(h.body, search.NewRandom(1))
			defer x.Close()
			for b.Loop() {
				x.Run()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rounds), "ns/round")
		})
	}
}
