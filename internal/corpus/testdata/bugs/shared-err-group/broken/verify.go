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
			var n int
			n, err = check(layer)
			mu.Lock()
			defer mu.Unlock()
			size += n
		}()
	}
	wg.Wait()
	return size, err
}
