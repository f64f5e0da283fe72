package version

import (
	"testing"
	"time"
)

func TestLatest(t *testing.T) {
	c := Check(func() string { return "v1.4.2" })
	time.Sleep(10 * time.Millisecond)
	if got := c.Latest(); got != "v1.4.2" {
		t.Errorf("the latest version is %s", got)
	}
}
