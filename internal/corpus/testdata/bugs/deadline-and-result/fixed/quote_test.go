package quote

import (
	"context"
	"testing"
	"time"
)

func TestPrice(t *testing.T) {
	got := Price(context.Background(), 90, time.Minute, func() int { return 100 })
	if got != 90 && got != 100 {
		t.Errorf("the price is %d", got)
	}
}
