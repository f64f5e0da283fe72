package routes

import "testing"

func TestSnapshot(t *testing.T) {
	var table Table
	table.Set("/", "web")
	table.Set("/api", "api")
	done := make(chan struct{})
	go func() {
		table.Set("/img", "cdn")
		close(done)
	}()
	n := 0
	for _, backend := range table.Snapshot() {
		if backend != "" {
			n++
		}
	}
	if n != 2 && n != 3 {
		t.Errorf("%d routes", n)
	}
	<-done
}
