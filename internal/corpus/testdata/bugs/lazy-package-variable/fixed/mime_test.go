package mime

import (
	"sync"
	"testing"
)

func TestTypeOf(t *testing.T) {
	var wg sync.WaitGroup
	for ext, want := range map[string]string{".html": "text/html", ".png": "image/png"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if got := TypeOf(ext); got != want {
				t.Errorf("%s is %s, want %s", ext, got, want)
			}
		}()
	}
	wg.Wait()
}
