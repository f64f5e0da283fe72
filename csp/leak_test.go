package csp_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/csp"
)

// Whatever was used, and however it was, leaves no goroutine behind once it is closed; nor does who has given up.
func TestNothingIsLeft(t *testing.T) {
	over, cancel := context.WithCancel(t.Context())
	cancel()
	for name, use := range map[string]func(t *testing.T){
		"Actor": func(t *testing.T) {
			a := csp.NewActor(1, double)
			got, err := csp.Ask(t.Context(), a, twice(4))
			require.NoError(t, err)
			assert.Equal(t, 8, got)
			_, err = csp.Ask(over, a, twice(4))
			require.ErrorIs(t, err, context.Canceled)
			require.NoError(t, a.Close())
		},
		"Actor, discarded": func(t *testing.T) {
			a := csp.NewActor(8, func(d doubling) { panic(d.number) })
			for number := range 8 {
				require.NoError(t, a.Send(t.Context(), twice(number)(func(int) {})))
			}
			if err := a.Discard(); err != nil { // nil if it has handled nothing by then
				var panicked *csp.PanicError
				require.ErrorAs(t, err, &panicked)
			}
		},
		"Loop": func(t *testing.T) {
			l := csp.NewLoop()
			l.After(time.Hour, func() { t.Error("it is closed by then") })
			l.Every(time.Hour, func() { t.Error("it is closed by then") })
			require.NoError(t, l.Post(func() { panic("on the loop") }))
			require.NoError(t, l.Do(t.Context(), func() {}))
			require.Error(t, l.Close())
		},
		"Semaphore": func(t *testing.T) {
			s := csp.NewSemaphore(1)
			require.NoError(t, s.Acquire(t.Context(), 1))
			brief, cancel := context.WithTimeout(t.Context(), time.Millisecond)
			defer cancel()
			require.ErrorIs(t, s.Acquire(brief, 1), context.DeadlineExceeded)
			s.Release(1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			none(t)
			use(t)
		})
	}
}
