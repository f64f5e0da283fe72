package fetch

import "testing"

func mustGet(t *testing.T, b *Backend, path string) string {
	t.Helper()
	body, err := b.Get(path)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestGet(t *testing.T) {
	b := &Backend{left: 2}
	bodies := make(chan string)
	for _, path := range []string{"/a", "/b", "/c"} {
		go func() {
			bodies <- mustGet(t, b, path)
		}()
	}
	for range 3 {
		if body := <-bodies; body == "" {
			t.Error("no body")
		}
	}
}
