package balancer

import "testing"

func TestUpDown(t *testing.T) {
	b := New("a:1", "b:1")
	conn := make(chan struct{})
	go func() {
		defer close(conn)
		down := b.Up("a:1")
		down()
	}()
	<-b.notify
	<-conn
	b.Close()
}
