package merge

import "testing"

func TestMerge(t *testing.T) {
	a, b := make(chan string), make(chan string)
	go func() {
		a <- "left"
		close(a)
	}()
	go func() {
		b <- "right"
		close(b)
	}()
	n := 0
	for range Merge(a, b) {
		n++
	}
	if n != 2 {
		t.Errorf("merged %d, want 2", n)
	}
}
