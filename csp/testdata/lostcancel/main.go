// Lostcancel reads the first three of a great many numbers, with a context to say when it has seen
// enough, and never says so.
//
// What goes wrong: the sender waits for a receiver or for the end of the context. The receiver has
// gone, and the cancel function, thrown away in the line that made it, was the only one to end the
// context. So the goroutine stays for good. Every path out of a function that makes a context must
// call cancel: defer cancel() in the next line.
package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"time"
)

func main() {
	before := runtime.NumGoroutine()
	fmt.Println("the first three add up to", firstThree())

	// A goroutine that was told to end is given the time to do so.
	for deadline := time.Now().Add(100 * time.Millisecond); time.Now().Before(deadline); {
		if runtime.NumGoroutine() == before {
			return
		}
		time.Sleep(time.Millisecond)
	}
	fmt.Fprintf(os.Stderr, "goroutines afterwards: want %d, got %d\n", before, runtime.NumGoroutine())
	os.Exit(1)
}

func firstThree() (sum int64) {
	ctx, _ := context.WithCancel(context.Background())
	out := numbers(ctx)
	for range 3 {
		sum += <-out
	}
	return sum
}

// numbers sends 1, 2, 3 and so on until ctx is done.
func numbers(ctx context.Context) <-chan int64 {
	out := make(chan int64)
	go func() {
		for i := int64(1); ; i++ {
			select {
			case out <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
