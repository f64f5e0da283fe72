package mailbox

import "testing"

func TestMailbox(t *testing.T) {
	m := New()
	read := make(chan int)
	go func() { read <- len(m.Empty()) }()
	go m.Put("bill")
	if n := <-read; n != 1 {
		t.Errorf("%d letters, want 1", n)
	}
}
