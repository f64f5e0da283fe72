package bench

import (
	benbjohnson "github.com/benbjohnson/immutable"

	"github.com/counterpoint-go/counterpoint/immutable"
)

// built has maps built, of all keys but for the last, which has what is left.
func built(build func(n int) (length int)) func(goroutines int) Task {
	return func(goroutines int) Task {
		lengths := make([]int, goroutines)
		return Task{
			Do: func(i, n int) {
				length := 0
				for left := n; left > 0; left -= keys {
					length += build(min(left, keys))
				}
				lengths[i] = length
			},
			End: func(operations int) error {
				sum := 0
				for _, length := range lengths {
					sum += length
				}
				return same("the sum of the lengths is", int64(sum), int64(operations))
			},
		}
	}
}

func buildOurs(n int) int {
	var b immutable.Builder[int, int]
	for i := range n {
		b.Set(key(i), i)
	}
	return b.Map().Len()
}

func buildPersistent(n int) int {
	b := benbjohnson.NewMapBuilder[int, int](nil)
	for i := range n {
		b.Set(key(i), i)
	}
	return b.Map().Len()
}

func buildMap(n int) int {
	m := make(map[int]int)
	for i := range n {
		m[key(i)] = i
	}
	return len(m)
}
