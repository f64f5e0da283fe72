package upload

import (
	"context"
	"testing"
	"time"
)

func TestSend(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	parts := make(chan int, 2)
	u := New(parts)
	for part := range 2 {
		if err := u.Send(ctx, part); err != nil {
			t.Log(err)
		}
	}
	if got := u.Sent(); got != len(parts) {
		t.Errorf("%d parts were sent, and %d came", got, len(parts))
	}
}
