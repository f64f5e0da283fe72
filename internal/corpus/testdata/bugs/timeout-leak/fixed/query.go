package query

import (
	"errors"
	"time"
)

// ErrTimeout says that it has taken too long.
var ErrTimeout = errors.New("query: timed out")

// Run runs a query, and waits for it no longer than that.
func Run(query func() int, patience time.Duration) (int, error) {
	result := make(chan int, 1)
	go func() {
		result <- query()
	}()
	select {
	case rows := <-result:
		return rows, nil
	case <-time.After(patience):
		return 0, ErrTimeout
	}
}
