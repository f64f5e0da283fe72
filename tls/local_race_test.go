//go:build race

package tls_test

import (
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/tls"
	"github.com/counterpoint-go/counterpoint/verdict"
)

const envHandle = "TLS_HANDLE"

// TestSharedHandle has two goroutines use one handle, each of which changes nothing: the race detector tells of it all
// the same. So it does if one of them has closed the handle. If it was handed on, it is silent.
func TestSharedHandle(t *testing.T) {
	uses := map[string]func(h *tls.Handle[int64]) (first, second func()){
		"shared": func(h *tls.Handle[int64]) (first, second func()) { return func() { h.Own() }, func() { h.Own() } },
		"closed": func(h *tls.Handle[int64]) (first, second func()) { return func() { h.Own() }, h.Close },
		"handed on": func(h *tls.Handle[int64]) (first, second func()) {
			done := make(chan struct{})
			return func() { h.Own(); close(done) }, func() { <-done; h.Own(); h.Close() }
		},
	}
	if how := os.Getenv(envHandle); how != "" {
		first, second := uses[how](tls.NewLocal(add).Open())
		(&verdict.T{T: t}).InTurn(first, second)
		return
	}
	self, err := os.Executable()
	require.NoError(t, err)
	for how := range uses {
		cmd := exec.Command(self, "-test.run=^TestSharedHandle$", "-test.count=1")
		cmd.Env = append(os.Environ(), envHandle+"="+how, "GORACE=atexit_sleep_ms=0")
		out, err := cmd.CombinedOutput()
		if how == "handed on" {
			assert.NoError(t, err, "%s: %s", how, out)
			continue
		}
		assert.Error(t, err, how)
		assert.Contains(t, string(out), "DATA RACE", how)
		assert.Regexp(t, `tls\.\(\*Handle\[.*\]\)\.Own\(\)`, string(out), how)
	}
}
