// context: cancellation, causes, values, children, AfterFunc, and errors; only what is ordered.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

type key struct{ n int }

func wait(ctx context.Context, out chan<- string, name string) {
	<-ctx.Done()
	out <- name + " " + ctx.Err().Error() + " " + context.Cause(ctx).Error()
}

func main() {
	root := context.WithValue(context.Background(), key{1}, "v")
	ctx, cancel := context.WithCancelCause(root)
	child, stop := context.WithCancel(context.WithValue(ctx, key{2}, 2))
	defer stop()
	fmt.Println(child.Value(key{1}), child.Value(key{2}), child.Value(key{3}), ctx.Value(key{2}))
	out := make(chan string)
	go wait(child, out, "child")
	fmt.Println(child.Err(), context.Cause(child))
	boom := errors.New("boom")
	cancel(boom)
	fmt.Println(<-out)
	cancel(errors.New("late"))
	fmt.Println(context.Cause(ctx), errors.Is(ctx.Err(), context.Canceled))
	free := context.WithoutCancel(child)
	fmt.Println(free.Err(), free.Value(key{2}), free.Done() == nil)
	late, stopLate := context.WithCancel(child)
	fmt.Println(late.Err())
	stopLate()
	var wg sync.WaitGroup
	wg.Add(1)
	n := 0
	c2, cancel2 := context.WithCancel(root)
	context.AfterFunc(c2, func() { n++; wg.Done() })
	no := context.AfterFunc(c2, func() { n = -100 })
	fmt.Println(no(), no())
	cancel2()
	wg.Wait()
	fmt.Println(n)
	select {
	case <-c2.Done():
		fmt.Println(c2.Err(), context.Background().Done() == nil)
	case <-root.Done():
	}
}

// Output:
// v 2 <nil> <nil>
// <nil> <nil>
// child context canceled boom
// boom true
// <nil> 2 true
// context canceled
// true false
// 1
// context canceled true
