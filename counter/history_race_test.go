//go:build race

package counter_test

import (
	"os"
	"os/exec"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/verdict"
)

const envAccesses = "COUNTER_ACCESSES"

// TestHistorySize shows what UnsafeFarApart says of the race detector's memory: how far back it
// reaches is a setting.
func TestHistorySize(t *testing.T) {
	if accesses := os.Getenv(envAccesses); accesses != "" {
		n, err := strconv.Atoi(accesses)
		require.NoError(t, err)
		var c counter.UnsafeFarApart
		(&verdict.T{T: t}).InTurn(func() { c.Add(1); c.Work(n) }, func() { c.Add(1) })
		return
	}
	self, err := os.Executable()
	require.NoError(t, err)
	for _, test := range []struct {
		accesses int
		gorace   string
		seen     bool
	}{
		{1_000, "", true},
		{100_000, "", false},
		{100_000, " history_size=7", true},
		{300_000, " history_size=7", false},
	} {
		cmd := exec.Command(self, "-test.run=^TestHistorySize$", "-test.count=1")
		cmd.Env = append(os.Environ(), envAccesses+"="+strconv.Itoa(test.accesses), "GORACE=atexit_sleep_ms=0"+test.gorace)
		out, err := cmd.CombinedOutput()
		if test.seen {
			assert.Error(t, err)
			assert.Contains(t, string(out), "DATA RACE", test)
		} else {
			assert.NoError(t, err, test)
			assert.NotContains(t, string(out), "DATA RACE", test)
		}
	}
}
