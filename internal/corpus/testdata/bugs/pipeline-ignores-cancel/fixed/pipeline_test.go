package pipeline

import (
	"context"
	"testing"
)

func TestSquares(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	squares := Squares(ctx, Numbers(ctx, 3))
	for i := range 2 {
		if got := <-squares; got != i*i {
			t.Errorf("square %d is %d", i, got)
		}
	}
	// Nobody wants the third one.
}
