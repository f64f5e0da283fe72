package poller

import (
	"sync/atomic"
	"testing"
	"time"
)

func TestPoll(t *testing.T) {
	var last atomic.Int32
	p := Poll(2, time.Millisecond, func() int { return 20 }, func(v int) { last.Store(int32(v)) })
	<-p.quit
	if v := last.Load(); v != 0 && v != 20 {
		t.Errorf("the last value is %d", v)
	}
}
