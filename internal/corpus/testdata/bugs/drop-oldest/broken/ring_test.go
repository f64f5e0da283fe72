package ring

import "testing"

func TestRing(t *testing.T) {
	r := New(1)
	first := make(chan string, 1)
	go func() {
		entry, _ := r.Take()
		first <- entry
	}()
	r.Put("a")
	r.Put("b")
	if entry := <-first; entry == "b" {
		return
	}
	if entry, ok := r.Take(); !ok || entry != "b" {
		t.Errorf("the last entry is %q, %v", entry, ok)
	}
}
