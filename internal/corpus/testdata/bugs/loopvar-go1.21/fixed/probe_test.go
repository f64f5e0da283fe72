package probe

import "testing"

func TestAll(t *testing.T) {
	hosts := []string{"alpha", "beta"}
	up, started := All(hosts, func(string) bool { return true })
	if started != len(hosts) {
		t.Errorf("started %d probes", started)
	}
	for _, host := range hosts {
		if !up[host] {
			t.Errorf("%s is down", host)
		}
	}
}
