// Calls inside the arguments of calls, inside out and from left to right.
package main

import "fmt"

var log []int

func note(n int, _ ...int) int {
	log = append(log, n)
	return n
}

func main() {
	note(1, note(2, note(3)), note(4, note(5)))
	fmt.Println(log)
	log = nil
	s := []int{0, 10, 20, 30}
	fmt.Println(s[note(1)]+s[note(2)]*note(3), log)
	log = nil
	m := map[int][]int{note(1): {note(2)}, note(3): {note(4), note(5)}}
	fmt.Println(m[note(3)][note(1)], log)
	log = nil
	func(a, b int) { note(a + b) }(note(1), note(2))
	fmt.Println(log, len(log))
}

// Output:
// [3 2 5 4 1]
// 70 [1 2 3]
// 5 [1 2 3 4 5 3 1]
// [1 2 3] 3
