//go:build unsafe

package counter_test

import (
	"io"
	"log"
	"testing"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/internal/explored"
)

func TestExploredUnsafe(t *testing.T)      { explored.Counter(t, new(counter.Unsafe)) }
func TestExploredUnsafeSleep(t *testing.T) { explored.Counter(t, new(counter.UnsafeSleep)) }
func TestExploredUnsafeFarApart(t *testing.T) {
	explored.Counter(t, new(counter.UnsafeFarApart))
}
func TestExploredUnsafeLogged(t *testing.T) {
	explored.Counter(t, &counter.UnsafeLogged{Log: log.New(io.Discard, "", 0)})
}
func TestExploredUnsafeKeyed(t *testing.T)       { exploreKeyed(t, counter.NewUnsafeKeyed()) }
func TestExploredUnsafeCapturedErr(t *testing.T) { exploreJoinErr(t, counter.UnsafeCapturedErr) }
func TestExploredUnsafeNamedResult(t *testing.T) { exploreTotal(t, counter.UnsafeNamedResult) }
