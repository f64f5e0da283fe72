// Deferred functions change named results, in order, whatever the return was.
package main

import (
	"errors"
	"fmt"
)

var errA = errors.New("a")

func one() (n int) {
	defer func() { n *= 3 }()
	defer func() { n += 2 }()
	return 4
}

func wrapped() (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("wrapped: %w", err)
		}
	}()
	return errA
}

func closeErr() (n int, err error) {
	closer := func() error { return errA }
	defer func() {
		if e := closer(); err == nil {
			err = e
		}
	}()
	n = 5
	return
}

func unnamed() int {
	n := 1
	defer func() { n = 100 }()
	return n
}

func pointer() (n int) {
	p := &n
	defer func() { *p++ }()
	*p = 10
	return n * 2
}

func viaDefer() (s []int) {
	defer func(p *[]int) { *p = append(*p, len(s)) }(&s)
	return []int{7}
}

func main() {
	fmt.Println(one(), unnamed(), pointer(), viaDefer())
	err := wrapped()
	fmt.Println(err, errors.Is(err, errA))
	fmt.Println(closeErr())
}

// Output:
// 18 1 21 [7 1]
// wrapped: a true
// 5 a
