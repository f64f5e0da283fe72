package selects

import (
	"errors"
	"fmt"
	"time"
)

func ready(v int) chan int {
	c := make(chan int, 1)
	c <- v
	return c
}

func ends(c chan int) int {
	select {
	case v := <-c:
		return v
	}
}

func never() int {
	select {}
}

func label() string {
	c := ready(5)
loop:
	for i := 0; ; i++ {
		select {
		case v, ok := <-c:
			if !ok {
				return "closed"
			}
			fmt.Println("got", v, ok)
			close(c)
			if v == 5 {
				break
			}
			return "not here"
		default:
			break loop
		}
		if i == 3 {
			return "too late"
		}
	}
	return "out"
}

type pair struct {
	v  int
	ok bool
}

func Run() {
	fmt.Println(ends(ready(3)), label())
	var p pair
	m := map[string]int{}
	select {
	case p.v, p.ok = <-ready(4):
	}
	fmt.Println(p)
	select {
	case m["a"] = <-ready(9):
	case <-make(chan int):
		fmt.Println("never")
	}
	fmt.Println(m)
	out := make(chan error, 1)
	select {
	case out <- errors.New(`an
error`): // of two lines
		fmt.Println("sent")
	}
	fmt.Println(<-out)
	select {
	case out <- nil:
	default:
	}
	select {
	case out <- nil:
		fmt.Println("full")
	default:
		fmt.Println("default")
	}
	select {
	default:
		fmt.Println("only a default")
	}
	order := func(what string, c chan int) chan int { fmt.Println(what); return c }
	select {
	case <-order("first", nil):
	case order("second", nil) <- len(order("value", nil)):
	case <-order("third", ready(1)):
		fmt.Println("chosen")
	case <-func() chan int {
		fmt.Println("fourth")
		return nil
	}():
	}
	select {
	case <-time.After(time.Millisecond):
		fmt.Println("timeout")
	case <-make(chan int):
	}
	var none chan int
	timer := time.NewTimer(time.Millisecond)
	for done := false; !done; {
		select {
		case <-none:
		case <-timer.C:
			done = true
		}
	}
	x := 0
	go func() { fmt.Sprint(x) }()
	var ok bool
	select {
	case x, ok = <-ready(8):
	}
	fmt.Println(x, ok)
}
