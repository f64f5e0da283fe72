package resize

import (
	"context"
	"testing"
	"time"
)

func TestImages(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	if n := Images(ctx, []int{640, 1024}); n > 2 {
		t.Errorf("%d images of 2", n)
	}
}
