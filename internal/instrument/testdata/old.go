//go:build go1.21

package old

import "fmt"

func Run() {
	var fs []func() int
	for i, v := range []int{5, 6} {
		fs = append(fs, func() int { return i*10 + v })
	}
	for i := 0; i < 2; i++ {
		fs = append(fs, func() int { return i })
	}
	for k, v := range map[string]int{"a": 1} {
		fs = append(fs, func() int { return len(k) + v })
	}
	for i, r := range "ab" {
		fs = append(fs, func() int { return i + int(r) })
	}
	for i := range []int{1, 2} {
		fs = append(fs, func() int { return i })
	}
	c := make(chan int, 2)
	c <- 1
	c <- 2
	close(c)
	for v := range c {
		fs = append(fs, func() int { return v })
	}
	for _, f := range fs {
		fmt.Println(f())
	}
}
