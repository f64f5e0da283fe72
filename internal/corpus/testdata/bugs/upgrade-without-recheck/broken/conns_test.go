package conns

import "testing"

func TestPool(t *testing.T) {
	p := NewPool()
	got := make(chan *Conn, 2)
	for range cap(got) {
		go func() { got <- p.Get("db.example.com") }()
	}
	if first, second := <-got, <-got; first != second {
		t.Error("two connections to one host")
	}
}
