package verify

import (
	"errors"
	"sync"
)

var errEmpty = errors.New("empty layer")

func check(layer string) (int, error) {
	if layer == "" {
		return 0, errEmpty
	}
	return len(layer), nil
}

// Verify checks all layers at once.
func Verify(layers []string) (size int, err error) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	for _, layer := range layers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n, e := check(layer)
			mu.Lock()
			defer mu.Unlock()
			if e != nil {
				err = e
			}
			size += n
		}()
	}
	wg.Wait()
	return size, err
}
