package feed

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestFeed(t *testing.T) {
	f := Open(context.Background())
	f.messages <- "hello"
	time.Sleep(5 * time.Millisecond)
	if err := f.Close(); err != nil && !errors.Is(err, ErrNothing) {
		t.Error(err)
	}
}
