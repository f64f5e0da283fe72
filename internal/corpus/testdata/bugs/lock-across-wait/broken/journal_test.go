package journal

import (
	"testing"
	"time"
)

func TestJournal(t *testing.T) {
	j := Open()
	j.Append("begin")
	time.Sleep(time.Millisecond)
	if n := j.Close(); n != 1 {
		t.Errorf("%d records are written, want 1", n)
	}
}
