package echo

import "testing"

func TestServe(t *testing.T) {
	s := Serve(func(err error) { t.Logf("server: %v", err) })
	defer close(s.requests)
	s.Send("hello")
	s.Send("")
}
