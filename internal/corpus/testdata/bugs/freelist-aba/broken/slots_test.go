package slots

import "testing"

func TestList(t *testing.T) {
	l := New(2)
	got := make(chan int)
	go func() { got <- l.Get() }()

	first := l.Get()
	second := l.Get()
	if first >= 0 {
		l.Put(first)
	}

	other := <-got
	third := l.Get()
	taken := make(map[int]bool)
	for _, i := range []int{second, other, third} {
		if i >= 0 && taken[i] {
			t.Errorf("slot %d is taken twice: %d, %d, %d", i, second, other, third)
		}
		taken[i] = true
	}
}
