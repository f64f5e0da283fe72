package self_test

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/self"
)

// An object has its value until it is garbage; then nobody has, and one that comes to its place has none.
func TestRegistry(t *testing.T) {
	gone := make(chan int, 100)
	r := self.NewRegistry(func(v *int) { gone <- *v })
	func() {
		var kept []chan int
		for i := range 100 {
			c := make(chan int)
			assert.Nil(t, r.Get(self.Address(&c)))
			r.Add(self.Address(&c), &i)
			kept = append(kept, c)
		}
		assert.Equal(t, 100, r.Len())
		for i, c := range kept {
			assert.Equal(t, i, *r.Get(self.Address(&c)))
		}
		runtime.KeepAlive(kept)
	}()
	seen := map[int]bool{}
	for len(seen) < 100 {
		runtime.GC()
		select {
		case v := <-gone:
			seen[v] = true
		default:
			runtime.Gosched()
		}
	}
	assert.Zero(t, r.Len())
	for range 1000 {
		c := make(chan int)
		assert.Nil(t, r.Get(self.Address(&c)))
	}
}
