package echo

import "testing"

func TestServe(t *testing.T) {
	s := Serve(func(err error) { t.Logf("server: %v", err) })
	defer s.Stop()
	s.Send("hello")
	s.Send("")
}
