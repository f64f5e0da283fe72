// context with deadlines: what they say when they are over, and that a shorter one wins.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

func work(ctx context.Context) (err error) {
	defer func() {
		if err == nil {
			err = ctx.Err()
		}
	}()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	err := work(ctx)
	fmt.Println(err, errors.Is(err, context.DeadlineExceeded))
	var t interface{ Timeout() bool }
	fmt.Println(errors.As(err, &t) && t.Timeout())
	long, cancelLong := context.WithDeadline(context.Background(), time.Now().Add(time.Hour))
	short, cancelShort := context.WithTimeoutCause(long, time.Millisecond, errors.New("too slow"))
	defer cancelShort()
	fmt.Println(work(short), short.Err())
	d1, ok1 := long.Deadline()
	d2, ok2 := short.Deadline()
	_, ok3 := context.TODO().Deadline()
	fmt.Println(d2.Before(d1), ok1, ok2, ok3)
	cancelLong()
	fmt.Println(work(long) != nil, context.Cause(short))
	past, cancelPast := context.WithDeadline(context.Background(), time.Unix(0, 0))
	fmt.Println(past.Err())
	cancelPast()
	fmt.Println(past.Err())
}

// Output:
// context deadline exceeded true
// true
// too slow context deadline exceeded
// true true true false
// true too slow
// context deadline exceeded
// context deadline exceeded
