// Slices that share an array: windows, full slice expressions, slices of slices, conversion to arrays.
package main

import "fmt"

var back [6]int

func main() {
	a, b := back[:4], back[2:]
	for i := range a {
		a[i] = i + 1
	}
	b[0] *= 10
	fmt.Println(back, a, b, &a[2] == &b[0])
	c := a[1:2:3]
	c = append(c, 77)
	c = append(c, 88)
	c[0] = -1
	fmt.Println(back, c, cap(a[:2:2]))
	grid := [][]int{{1, 2}, {3, 4}}
	row := grid[0]
	grid[0], grid[1] = grid[1], grid[0]
	row[0], grid[0][1] = 50, row[0]
	fmt.Println(grid, row)
	alias := grid
	grid = append(grid, row[1:])
	alias[0] = nil
	grid[2][0]++
	fmt.Println(alias, grid)
	arr := [2]int(a[:2])
	ptr := (*[2]int)(a[2:])
	arr[0], ptr[1] = 1000, 2000
	fmt.Println(back, arr, *ptr)
	p := &grid[1]
	*p = append(*p, 5)
	(*p)[0]--
	q := &(*p)[0]
	*q *= 2
	fmt.Println(grid[1], row)
	ss := back[:][1:][1:3][:1]
	ss[0]++
	fmt.Println(ss, len(ss), cap(ss))
}

// Output:
// [1 2 30 4 0 0] [1 2 30 4] [30 4 0 0] true
// [1 2 77 4 0 0] [-1 77 88] 2
// [[3 1] [50 2]] [50 2]
// [[] [50 3]] [[3 1] [50 3] [3]]
// [1 2 77 2000 0 0] [1000 2] [77 2000]
// [98 3 5] [50 3]
// [78] 1 4
