package broker

import (
	"sync"
	"testing"
)

func TestBroker(t *testing.T) {
	var b Broker
	var wg sync.WaitGroup
	for _, f := range []func(){b.Publish, b.Connect, b.Settle} {
		wg.Go(f)
	}
	wg.Wait()
	b.Settle()
	if b.clients.online != 1 {
		t.Errorf("%d clients are online, want 1", b.clients.online)
	}
	if b.topics.sent != 0 {
		t.Errorf("%d messages are not settled", b.topics.sent)
	}
}
