package explore_test

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
)

// A body that blocks outside of the shims cannot be ended, but is named. This is a test of a process of its
// own, which is not good for explorations afterwards.
func TestHang(t *testing.T) {
	const child = "EXPLORE_TEST_HANG"
	if os.Getenv(child) != "" {
		explore.SetPatience(200 * time.Millisecond)
		block := make(chan int)
		fmt.Println(explore.Run(func(*explore.T) { <-block }))
		fmt.Println(explore.Run(lostUpdate))
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestHang$")
	cmd.Env = append(os.Environ(), child+"=1", "GORACE=atexit_sleep_ms=0")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	assert.Contains(t, string(out), "hang: no step for 200ms; a goroutine blocks outside of the shims, or never ends:")
	assert.Contains(t, string(out), "[chan receive]:")
	assert.Contains(t, string(out), "explore_test.TestHang")
	assert.Contains(t, string(out), "refused: an earlier exploration in this process still hangs")
}
