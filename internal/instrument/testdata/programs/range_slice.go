// A range over a slice looks at the slice once, at each element when its turn comes.
package main

import "fmt"

func main() {
	s := []int{1, 2, 3}
	for i, v := range s {
		s = append(s, v*10)
		if i == 0 {
			s[1] = 99
		}
	}
	fmt.Println(s)
	s = []int{1, 2, 3}
	for i, v := range s {
		if i < 2 {
			s[i+1] += v
		}
	}
	fmt.Println(s)
	for i := range s {
		s = s[:len(s)-1]
		fmt.Print(i, len(s), ";")
	}
	fmt.Println("end")
	s = []int{4, 5, 6}
	for i, v := range s {
		s = nil
		fmt.Print(i, v, ";")
	}
	fmt.Println("end", s == nil)
	n := 0
	for range append(s, 1, 2) {
		n++
	}
	for range s {
		n += 100
	}
	fmt.Println(n)
}

// Output:
// [1 99 3 10 20 30]
// [1 3 6]
// 0 2;1 1;2 0;end
// 0 4;1 5;2 6;end true
// 2
