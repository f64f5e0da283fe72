package node

import "testing"

func TestStatus(t *testing.T) {
	n := Start()
	asked := make(chan Status)
	go func() { asked <- n.Status() }()
	go func() {
		n.Propose(7)
		select {
		case <-n.readyc:
			select {
			case n.advance <- struct{}{}:
			case <-n.done:
			}
		case <-n.done:
		}
	}()
	n.Stop()
	if s := <-asked; s.Applied > 1 {
		t.Errorf("%+v", s)
	}
}
