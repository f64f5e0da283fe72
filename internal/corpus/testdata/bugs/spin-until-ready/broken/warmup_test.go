package warmup

import (
	"testing"
	"time"
)

func TestWait(t *testing.T) {
	var l Link
	go l.Connect()
	time.AfterFunc(10*time.Millisecond, l.Shut)
	if err := l.Wait(); err != nil && !l.down.Load() {
		t.Error(err)
	}
}
