package tests

import (
	"sync"
	"testing"
	"time"
)

var n int
var list = []int{1}

func init() { list = append(list, 2) }

func helper(t *testing.T) { t.Helper() }

func TestOne(t *testing.T) {
	helper(t)
	t.Run("sub", func(t *testing.T) { n++ })
}

// Each execution finds the variables as they are at the start.
func TestAgain(t *testing.T) {
	var mu sync.Mutex
	n++
	list = append(list, n)
	go func() { mu.Lock(); mu.Unlock() }()
	mu.Lock()
	mu.Unlock()
	if n != 1 || len(list) != 3 {
		t.Fatal(n, list)
	}
}

func TestMain(m *testing.M) { m.Run() }

func TestRace(t *testing.T) {
	go func() {
		n++
	}()
	n = 5
}

func BenchmarkOne(b *testing.B) {
	for range b.N {
		time.Sleep(1)
	}
}

func TestNothing(*testing.T) {}

func TestUnchosen(t *testing.T) { t.Fatal(n) }

func TestInner(t *testing.T) { n++ }

func TestOuter(t *testing.T) {
	t.Run("inner", TestInner)
	TestInner(t)
	if n != 2 {
		t.Fatal(n)
	}
}
