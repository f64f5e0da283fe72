package merge

import (
	"testing"
	"time"
)

func TestMerge(t *testing.T) {
	a, b := make(chan string), make(chan string)
	go func() {
		b <- "right"
		close(b)
	}()
	go func() {
		a <- "left"
		time.Sleep(time.Millisecond) // there might be more
		close(a)
	}()
	n := 0
	for range Merge(a, b) {
		n++
	}
	if n != 2 {
		t.Errorf("merged %d, want 2", n)
	}
}
