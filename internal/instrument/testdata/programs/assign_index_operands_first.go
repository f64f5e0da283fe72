// Operands of index expressions and pointers on the left are evaluated before anything is assigned.
package main

import "fmt"

func main() {
	a := []int{1, 2, 3}
	i := 0
	see := func() int { return i }
	i, a[i] = 1, 20
	fmt.Println(see(), a)
	i = 0
	a[i], i = 100, 2
	fmt.Println(see(), a)
	a[0], a[0] = 7, 8
	fmt.Println(a)
	p := &a[0]
	p, *p = &a[1], 55
	fmt.Println(*p, a)
	a[see()-1], i, a[i] = i, see()+10, a[0]
	fmt.Println(a, i)
	b := []int{5, 6, 7}
	old := b
	b, b[0] = []int{0, 0, 0}, 9
	fmt.Println(b, old)
	i = 2
	i, b[i], old[i] = 0, b[0]+1, old[0]+1
	fmt.Println(i, b, old)
}

// Output:
// 1 [20 2 3]
// 2 [100 2 3]
// [8 2 3]
// 2 [55 2 3]
// [55 2 55] 12
// [0 0 0] [9 6 7]
// 0 [0 0 1] [9 6 10]
