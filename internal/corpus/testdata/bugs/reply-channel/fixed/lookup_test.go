package lookup

import (
	"testing"
	"time"
)

func TestLookup(t *testing.T) {
	s := Start(map[string]string{"db": "10.0.0.1"})
	defer s.Stop()
	for range 2 {
		address, err := s.Lookup("db", time.Second)
		if err == nil && address != "10.0.0.1" {
			t.Errorf("the address is %q", address)
		}
	}
}
