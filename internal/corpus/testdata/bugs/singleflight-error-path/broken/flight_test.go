package flight

import (
	"errors"
	"sync"
	"testing"
)

func TestGroup(t *testing.T) {
	var g Group
	var wg sync.WaitGroup
	fetch := func() (string, error) { return "", ErrBusy }
	for range 2 {
		wg.Go(func() {
			if _, err := g.Do("/index", fetch); !errors.Is(err, ErrBusy) {
				t.Errorf("got %v", err)
			}
		})
	}
	wg.Wait()
}
