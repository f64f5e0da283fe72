package probe

import (
	"testing"
	"time"
)

func TestAll(t *testing.T) {
	hosts := []string{"alpha", "beta"}
	up, started := All(hosts, func(string) bool {
		time.Sleep(time.Millisecond)
		return true
	})
	if started != len(hosts) {
		t.Errorf("started %d probes", started)
	}
	for _, host := range hosts {
		if !up[host] {
			t.Errorf("%s is down", host)
		}
	}
}
