package gate

import (
	"testing"
	"time"
)

func TestGate(t *testing.T) {
	g := New()
	passed := make(chan int, 2)
	for id := range cap(passed) {
		go func() {
			g.Pass()
			passed <- id
		}()
	}
	time.Sleep(10 * time.Millisecond) // let them come to the gate
	g.Open()
	if a, b := <-passed, <-passed; a+b != 1 {
		t.Errorf("%d and %d have passed", a, b)
	}
}
