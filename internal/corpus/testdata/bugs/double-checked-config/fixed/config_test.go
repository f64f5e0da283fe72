package config

import "testing"

func TestGet(t *testing.T) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		if c := Get(); c.Region != "eu-west" {
			t.Errorf("the region is %q", c.Region)
		}
	}()
	if c := Get(); c.Retries != 3 {
		t.Errorf("%d retries", c.Retries)
	}
	<-done
	if loads != 1 {
		t.Errorf("loaded %d times", loads)
	}
}
