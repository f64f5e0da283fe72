//go:build go1.21

// In a file of go1.21, a loop has one variable for all its turns.
package main

import "fmt"

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i++; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), ";")
	}
	fmt.Println("end")
	var ps []*string
	for _, s := range []string{"a", "b", "c"} {
		ps = append(ps, &s)
	}
	for _, p := range ps {
		*p += "x"
		fmt.Print(*p, ";")
	}
	fmt.Println("end")
	var gs []func() (string, int)
	m := map[string]int{"k": 1}
	for k, v := range m {
		gs = append(gs, func() (string, int) { v++; return k, v })
	}
	gs[0]()
	fmt.Println(gs[0]())
}

// Output:
// 4;5;6;end
// cx;cxx;cxxx;end
// k 3
