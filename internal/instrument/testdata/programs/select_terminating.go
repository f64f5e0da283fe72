// A select whose cases all return ends a function that returns a value.
package main

import "fmt"

var a, b = make(chan int, 1), make(chan int, 1)

func either() (string, int) {
	select {
	case v := <-a:
		return "a", v
	case v, ok := <-b:
		if ok {
			return "b", v
		}
		return "closed", v
	}
}

func forever() int {
	n := 0
	for {
		select {
		case v := <-a:
			n += v
			b <- v
		default:
			return n
		}
	}
}

func labelled() int {
	for {
		select {
		case v := <-b:
			return v
		case a <- 1:
			goto end
		}
	}
end:
	return -1
}

func panics() (n int) {
	defer func() { n = recover().(int) }()
	select {
	case v := <-a:
		panic(v)
	}
}

func main() {
	a <- 1
	fmt.Println(either())
	b <- 2
	fmt.Println(either())
	a <- 5
	fmt.Println(forever())
	a <- 3
	fmt.Println(labelled())
	fmt.Println(panics())
	fmt.Println(labelled(), len(a))
	<-a
	close(b)
	fmt.Println(either())
}

// Output:
// a 1
// b 2
// 5
// 5
// 3
// -1 1
// closed 0
