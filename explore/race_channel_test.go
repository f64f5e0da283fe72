package explore_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
)

// A send and a close that nothing orders are a race, as they are to Go's race detector, also where the send came first.
func TestSendAndCloseRace(t *testing.T) {
	for name, body := range map[string]func(t *explore.T){
		"send of sent by g1": func(t *explore.T) { // and met by main
			sent := channel.Make[int](0)
			t.Go(func() { channel.Send(sent, 1) })
			t.Go(func() { channel.Close(sent) })
			channel.Recv(sent)
		},
		"send of buffered by g1": func(t *explore.T) {
			buffered := channel.Make[int](1)
			t.Go(func() {
				defer func() { _ = recover() }()
				channel.Send(buffered, 1)
			})
			channel.Close(buffered)
		},
	} {
		t.Run(name, func(t *testing.T) {
			report := explore.Run(body, explore.KeepGoing())
			var races []string
			for _, f := range report.Failures {
				if f.Kind == explore.DataRace {
					races = append(races, f.Message)
				}
			}
			require.NotEmpty(t, races)
			assert.Contains(t, races[0], name)
			assert.Contains(t, races[0], "to send on a closed channel panics")
		})
	}
}

func TestSendBeforeCloseIsNoRace(t *testing.T) {
	report := explore.Run(func(t *explore.T) {
		c, done := channel.Make[int](1), channel.Make[int](0)
		t.Go(func() { channel.Send(c, 1); channel.Send(done, 1) })
		t.Go(func() { channel.Send(done, 2) })
		channel.Recv(c)
		channel.Close(c)
		channel.Recv(done)
		channel.Recv(done)
		channel.Close(done)
	})
	assert.False(t, report.Failed(), "%v", report)
}
