package rest

import (
	"errors"
	"math/rand"
	"time"
)

type object struct{ name string }

var errTimeout = errors.New("request did not complete in time")

// finish runs fn, as long as there is time.
func finish(timeout time.Duration, fn func() (*object, error)) (*object, error) {
	ch := make(chan *object, 1)
	errCh := make(chan error, 1)
	go func() {
		if result, err := fn(); err != nil {
			errCh <- err
		} else {
			ch <- result
		}
	}()
	select {
	case result := <-ch:
		return result, nil
	case err := <-errCh:
		return nil, err
	case <-time.After(timeout):
		return nil, errTimeout
	}
}

// Create makes objects, some of them in vain.
func Create(n int) (made, failed int) {
	for i := 0; i < n; i++ {
		_, err := finish(5*time.Second, func() (*object, error) {
			time.Sleep(time.Duration(rand.Intn(2)) * time.Millisecond)
			if rand.Intn(2) == 0 {
				return nil, errors.New("conflict")
			}
			return &object{"x"}, nil
		})
		if err != nil {
			failed++
		} else {
			made++
		}
	}
	return made, failed
}
