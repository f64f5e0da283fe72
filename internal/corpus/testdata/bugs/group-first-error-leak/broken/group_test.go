package group

import (
	"errors"
	"testing"
)

func TestAll(t *testing.T) {
	written := make(chan string, 2)
	err := All(
		func() error { written <- "shard 0"; return nil },
		func() error { return ErrQuota },
		func() error { written <- "shard 2"; return nil },
	)
	if !errors.Is(err, ErrQuota) {
		t.Errorf("got %v", err)
	}
}
