package hooks

import "testing"

func TestBus(t *testing.T) {
	b := NewBus(func(event string) { t.Log("saw", event) })
	b.Emit("start")
	b.Close()
}
