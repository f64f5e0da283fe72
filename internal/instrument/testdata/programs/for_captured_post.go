// A loop variable that closures capture is copied before the post statement: each turn has its own.
package main

import "fmt"

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int {
			i += 10
			return i
		})
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), ";")
	}
	fmt.Println("end")
	var ps []*int
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		ps = append(ps, &i, &j)
		if i == 1 {
			j--
		}
	}
	for _, p := range ps {
		fmt.Print(*p, ";")
	}
	fmt.Println("end", len(ps))
	for i := 0; i < 6; i++ {
		skip := func() { i += 2 }
		skip()
		fmt.Print(i, ";")
	}
	fmt.Println("end")
}

// Output:
// 10 20;11 21;12 22;end
// 0;10;1;7;2;5;end 6
// 2;5;end
