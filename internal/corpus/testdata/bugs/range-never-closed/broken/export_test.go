package export

import (
	"errors"
	"testing"
	"time"
)

func TestRun(t *testing.T) {
	e := new(Export)
	time.AfterFunc(20*time.Millisecond, e.Stop)
	n, err := e.Run([]string{"a", "b"})
	if err != nil && !errors.Is(err, ErrStopped) {
		t.Error(err)
	}
	if err == nil && n != 2 {
		t.Errorf("%d rows, want 2", n)
	}
}
