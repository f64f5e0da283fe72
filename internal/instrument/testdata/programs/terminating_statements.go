// Functions that end without a return at the end, in every way that the compiler accepts.
package main

import "fmt"

var n = 0

func loop() int {
	for {
		if n++; n > 3 {
			return n
		}
	}
}

func branches() string {
	if n > 100 {
		return "big"
	} else if n++; n%2 == 0 {
		return "even"
	} else {
		return "odd"
	}
}

func cases(v any) int {
	switch v := v.(type) {
	case int:
		v += n
		return v
	case nil:
		panic("nil")
	default:
		n--
		return n
	}
}

func falls() int {
	switch n {
	case 1000:
		fallthrough
	case 4:
		return 4
	default:
		{
			n *= 2
			return n
		}
	}
}

func jumps() int {
again:
	n += 10
	if n < 50 {
		goto again
	}
outer:
	for {
		for {
			n--
			if n%7 == 0 {
				continue outer
			}
			if n < 40 {
				return n
			}
		}
	}
}

func waits(c chan int) int {
	select {
	case v := <-c:
		return v + n
	default:
		panic(n)
	}
}

func never() (err error) {
	defer func() { err = fmt.Errorf("%v", recover()) }()
	waits(nil)
	select {}
}

func main() {
	fmt.Println(loop(), branches(), branches())
	fmt.Println(cases(1), cases("s"), falls(), jumps())
	c := make(chan int, 1)
	c <- 1
	fmt.Println(waits(c), never())
}

// Output:
// 4 odd even
// 7 5 10 39
// 40 39
