// The expression of a range is evaluated once, before the first turn.
package main

import "fmt"

func main() {
	calls := 0
	list := []int{1, 2, 3}
	get := func() []int {
		calls++
		return list
	}
	sum := 0
	for i := range get() {
		list = nil
		sum += i
	}
	fmt.Println(calls, sum)
	m := map[string][]int{"a": {1, 2}}
	for _, v := range m["a"] {
		m["a"] = append(m["a"], v)
		delete(m, "b")
	}
	fmt.Println(m)
	type holder struct{ arr [2]int }
	h := &holder{[2]int{1, 2}}
	for i, v := range h.arr {
		h = &holder{[2]int{8, 9}}
		fmt.Print(i, v, ";")
	}
	fmt.Println(h.arr)
	i := 0
	grid := [][]int{{1, 2, 3}, {4, 5, 6}}
	for _, v := range grid[i] {
		i = 1
		sum += v
	}
	fmt.Println(sum)
	c := make(chan []int, 1)
	c <- []int{7, 8}
	for _, v := range <-c {
		sum += v
	}
	fmt.Println(sum)
}

// Output:
// 1 3
// map[a:[1 2 1 2]]
// 0 1;1 2;[8 9]
// 9
// 24
