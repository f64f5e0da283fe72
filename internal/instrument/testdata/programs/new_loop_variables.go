// Each turn of a loop has variables of its own, whatever the form of the loop.
package main

import (
	"fmt"
	"maps"
	"slices"
)

func main() {
	var fs []func() int
	for _, v := range []int{1, 2, 3} {
		fs = append(fs, func() int { v *= 2; return v })
	}
	for i := range 3 {
		fs = append(fs, func() int { i -= 5; return i })
	}
	for i, r := range "hé" {
		fs = append(fs, func() int { i += int(r); return i })
	}
	for _, k := range slices.Sorted(maps.Keys(map[int]bool{4: true, 9: false})) {
		fs = append(fs, func() int { k++; return k })
	}
	for _, f := range fs {
		f()
		fmt.Print(f(), ";")
	}
	fmt.Println("end")
	var ps [][2]*int
	for i, v := range [...]int{5, 6} {
		ps = append(ps, [2]*int{&i, &v})
	}
	*ps[0][0], *ps[0][1] = 40, 50
	fmt.Println(*ps[0][0], *ps[0][1], *ps[1][0], *ps[1][1])
}

// Output:
// 4;8;12;-10;-9;-8;208;467;6;11;end
// 40 50 1 6
