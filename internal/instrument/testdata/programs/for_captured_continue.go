// continue runs the copy and the post statement too, also out of an inner loop and a select.
package main

import "fmt"

func main() {
	var fs []func() int
	c := make(chan int, 1)
outer:
	for i, step := 0, 1; i < 8; i += step {
		fs = append(fs, func() int { return i*10 + step })
		if i == 2 {
			step = 2
			continue
		}
		for j := range 3 {
			if j == 1 && i == 4 {
				i++
				continue outer
			}
		}
		select {
		case c <- i:
			continue outer
		default:
			<-c
		}
		switch {
		case i > 6:
			break outer
		}
	}
	for _, f := range fs {
		fmt.Print(f(), ";")
	}
	fmt.Println("end")
}

// Output:
// 1;11;22;52;72;end
