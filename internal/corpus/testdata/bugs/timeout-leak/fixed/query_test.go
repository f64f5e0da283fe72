package query

import (
	"errors"
	"testing"
	"time"
)

func TestRun(t *testing.T) {
	rows, err := Run(func() int { return 42 }, time.Second)
	if errors.Is(err, ErrTimeout) {
		t.Skip("a slow machine")
	}
	if err != nil || rows != 42 {
		t.Errorf("got %d, %v", rows, err)
	}
}
