package lease

import (
	"testing"
	"time"
)

func TestRenew(t *testing.T) {
	var l Lease
	l.Renew(time.Hour)
	l.Renew(time.Hour)
	if held, running := l.Stop(); running && !held {
		t.Error("the lease has ended before its time")
	}
}
