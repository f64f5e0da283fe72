package bench

import (
	"slices"
	"sync"
	"sync/atomic"

	"github.com/counterpoint-go/counterpoint/immutable"
)

// settings are what one has many readers of. All four words are the same, unless somebody reads while
// another writes.
type settings struct{ first, second, third, last int }

func settingsOf(v int) settings { return settings{v, v, v, v} }

func snapshots() []Case {
	impls := func(reads, writes int) (ours, peers []Impl) {
		return []Impl{{Name: "immutable.Snapshot", New: mixed(ourSnapshot, reads, writes)}}, []Impl{
			{Name: "sync.RWMutex+struct", New: mixed(lockedSettings, reads, writes)},
			{Name: "atomic.Value", New: mixed(atomicValue, reads, writes)},
		}
	}
	var cases []Case
	for _, mix := range []struct {
		name, operation string
		reads, writes   int
	}{
		{"read", "a read of a struct of four words", 1024, 0},
		{"read99", "a read, and every hundredth time a write, of a struct of four words", 99, 1},
		{"read50", "a read or a write, half of each, of a struct of four words", 8, 8},
	} {
		ours, peers := impls(mix.reads, mix.writes)
		cases = append(cases, Case{
			Type: "Snapshot", Work: mix.name, Operation: mix.operation, Goroutines: everywhere, Ours: ours, Peers: peers,
		})
	}
	return cases
}

func ourSnapshot() mixture {
	var c immutable.Snapshot[settings]
	return mixture{
		read: func(_, n int) (wrong int) {
			for range n {
				if s := c.Load(); s.first != s.last {
					wrong++
				}
			}
			return wrong
		},
		write: func(from, n int) {
			for i := range n {
				c.Store(settingsOf(from + i + 1))
			}
		},
		end: func(written *[keys]bool) int { return unlike(c.Load(), written) },
	}
}

func lockedSettings() mixture {
	var mu sync.RWMutex
	var current settings
	return mixture{
		read: func(_, n int) (wrong int) {
			for range n {
				mu.RLock()
				s := current
				mu.RUnlock()
				if s.first != s.last {
					wrong++
				}
			}
			return wrong
		},
		write: func(from, n int) {
			for i := range n {
				mu.Lock()
				current = settingsOf(from + i + 1)
				mu.Unlock()
			}
		},
		end: func(written *[keys]bool) int { return unlike(current, written) },
	}
}

func atomicValue() mixture {
	var v atomic.Value
	v.Store(settings{})
	return mixture{
		read: func(_, n int) (wrong int) {
			for range n {
				if s := v.Load().(settings); s.first != s.last {
					wrong++
				}
			}
			return wrong
		},
		write: func(from, n int) {
			for i := range n {
				v.Store(settingsOf(from + i + 1))
			}
		},
		end: func(written *[keys]bool) int { return unlike(v.Load().(settings), written) },
	}
}

// unlike returns 1 if the settings are not what they have to be in the end: the first ones if nothing
// was written, and others if anything was.
func unlike(s settings, written *[keys]bool) int {
	if s != settingsOf(s.first) || (s.first != 0) != slices.Contains(written[:], true) {
		return 1
	}
	return 0
}
