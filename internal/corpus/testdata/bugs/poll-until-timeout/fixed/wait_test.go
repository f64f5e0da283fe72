package wait

import (
	"testing"
	"time"
)

func TestFor(t *testing.T) {
	tries := 0
	err := For(10*time.Millisecond, 30*time.Millisecond, func() bool {
		tries++
		return tries == 2
	})
	if err != nil && err != ErrTimeout {
		t.Error(err)
	}
}
