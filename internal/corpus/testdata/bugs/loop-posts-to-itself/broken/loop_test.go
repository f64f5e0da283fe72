package loop

import (
	"testing"
	"time"
)

func TestDraw(t *testing.T) {
	l := Start()
	w := &Window{loop: l}
	l.Post(w.Draw)
	time.Sleep(5 * time.Millisecond)
	w.dirty.Store(true)
	l.Stop()
	if w.drawn == 0 || w.drawn > 2 {
		t.Errorf("drawn %d times", w.drawn)
	}
}
