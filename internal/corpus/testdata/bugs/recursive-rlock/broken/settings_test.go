package settings

import "testing"

func TestStore(t *testing.T) {
	s := NewStore(map[string]string{"color": "blue"})
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.Set("color", "red")
	}()
	if got := s.Get("color"); got != "blue" && got != "red" {
		t.Errorf("the color is %q", got)
	}
	<-done
	if got := s.Get("color"); got != "red" {
		t.Errorf("the color is %q, want red", got)
	}
}
