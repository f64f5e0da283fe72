// Labels on every kind of loop and statement.
package main

import "fmt"

func main() {
	n := 0
	inc := func() int { n++; return n }
rows:
	for i := range 3 {
		for j := range 3 {
			switch {
			case i == j:
				continue rows
			case inc() > 2:
				break rows
			}
		}
	}
	fmt.Println(n)
pick:
	switch inc() {
	case 4:
		for {
			if inc() > 6 {
				break pick
			}
		}
	}
	fmt.Println(n)
	{
		if n == 7 {
			goto cond
		}
		n = 1000
	}
cond:
	if n > 0 {
		n++
		if n < 10 {
			goto cond
		}
	}
	c := make(chan int, 1)
recv:
	for {
		select {
		case v := <-c:
			n += v
			break recv
		case c <- inc():
		}
	}
	fmt.Println(n)
}

// Output:
// 3
// 7
// 23
