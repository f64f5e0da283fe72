package sync_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

func TestPool(t *testing.T) {
	type buffer = memory.Var[int]
	fresh := func() any { return new(buffer) }
	run(t, []program{
		{"what was put last is got first", func(say func(...any)) {
			var p sync.Pool
			p.Put(1)
			p.Put(2)
			p.Put(nil)
			say(p.Get(), p.Get(), p.Get())
		}, []string{"2 1 <nil>"}},

		{"the order of Put and Get matters", func(say func(...any)) {
			p := sync.Pool{New: func() any { return "new" }}
			spawn(func() { p.Put("old") })
			say(p.Get())
		}, []string{"new", "old"}},

		{"two do not get the same", func(say func(...any)) {
			p := sync.Pool{New: fresh}
			for range 2 {
				spawn(func() {
					b := p.Get().(*buffer)
					inc(b)
					p.Put(b)
				})
			}
		}, []string{""}},

		{"to use what was put is a race", func(say func(...any)) {
			p := sync.Pool{New: fresh}
			for range 2 {
				spawn(func() {
					b := p.Get().(*buffer)
					p.Put(b)
					inc(b)
				})
			}
		}, []string{"", "race"}},
	})
}

func TestPoolAlone(t *testing.T) {
	alone(t, func(t *testing.T) {
		var p sync.Pool
		assert.Nil(t, p.Get())
		p.New = func() any { return 1 }
		assert.Equal(t, 1, p.Get())
		p.Put(nil)
		assert.Equal(t, 1, p.Get())
		p.Put(2)
		assert.Contains(t, []any{1, 2}, p.Get())
		assert.Equal(t, 1, p.Get())
	})
}

// Each execution begins with an empty Pool.
func TestValuesOfAPoolAreOfAnExecution(t *testing.T) {
	p := sync.Pool{New: func() any { return "new" }}
	p.Put("from outside")
	run(t, []program{{"", func(say func(...any)) {
		spawn(func() { say(p.Get()) })
		p.Put("old")
	}, []string{"new", "old"}}})
}

func TestPoolNotes(t *testing.T) {
	assert.Equal(t, map[int32]any{1: "a", 2: "a"}, notes(func() {
		var p sync.Pool
		p.Get()
		p.Put("a")
		p.Get()
	}))
}
