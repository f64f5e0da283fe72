package explore_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/context"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
	"github.com/counterpoint-go/counterpoint/explore/shim/time"
)

// within waits for c to be closed, and fails the test after a second.
func within(t *explore.T, c <-chan struct{}) {
	if chosen, _ := channel.Select(false, channel.RecvCase(c, nil), channel.RecvCase(time.After(time.Second), nil)); chosen == 1 {
		t.Fatal("timeout")
	}
}

func TestImpatient(t *testing.T) {
	inTime := func(t *explore.T) {
		done := channel.Make[struct{}](0)
		t.Go(func() {
			time.Sleep(time.Millisecond)
			channel.Close(done)
		})
		within(t, done)
	}
	byContext := func(t *explore.T) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		done := channel.Make[struct{}](0)
		t.Go(func() { channel.Close(done) })
		if chosen, _ := channel.Select(false, channel.RecvCase(done, nil), channel.RecvCase(ctx.Done(), nil)); chosen == 1 {
			t.Error(ctx.Err())
		}
	}
	for name, body := range map[string]func(*explore.T){"timer": inTime, "context": byContext} {
		r := explore.Run(body, explore.Impatient(), explore.KeepGoing())
		assert.False(t, r.Failed(), "%s: %s", name, r)
		assert.True(t, r.Exhaustive, name)
		assert.Positive(t, r.Impatient, name)
		assert.Contains(t, r.Summary(), "impatient", name)
		assert.True(t, explore.Run(body).Failed(), name)
	}
}

// More patience would not have helped, or is not what was wanting.
func TestImpatientIsStrict(t *testing.T) {
	stuck := func(t *explore.T) { // in one of the orders in which the two lock
		var a, b sync.Mutex
		n := 0
		done := channel.Make[struct{}](0)
		inside := func(first, second *sync.Mutex) {
			first.Lock()
			second.Lock()
			n++
			second.Unlock()
			first.Unlock()
		}
		t.Go(func() {
			inside(&a, &b)
			channel.Close(done)
		})
		t.Go(func() { inside(&b, &a) })
		within(t, done)
	}
	late := func(t *explore.T) { // two seconds are more than one
		done := channel.Make[struct{}](0)
		t.Go(func() {
			time.Sleep(2 * time.Second)
			channel.Close(done)
		})
		within(t, done)
	}
	slept := func(t *explore.T) { // a sleep orders nothing
		var mu sync.Mutex
		n := 0
		t.Go(func() {
			mu.Lock()
			n++
			mu.Unlock()
		})
		time.Sleep(time.Second)
		mu.Lock()
		defer mu.Unlock()
		if n == 0 {
			t.Error("too early")
		}
	}
	for name, body := range map[string]func(*explore.T){"stuck": stuck, "late": late, "slept": slept} {
		r := explore.Run(body, explore.Impatient())
		assert.True(t, r.Failed(), "%s: %s", name, r)
		assert.Equal(t, r.String(), explore.Run(body, explore.Impatient()).String(), name)
	}
}
