// A return assigns to the named results before the deferred functions run, all at once.
package main

import "fmt"

func swapped() (a, b int) {
	a, b = 1, 2
	return b, a
}

func later() (n int, err error) {
	defer func() {
		n *= 2
		if err == nil {
			err = fmt.Errorf("n is %d", n)
		}
	}()
	n = 5
	return n + 1, nil
}

func bare() (s []int) {
	add := func(x int) { s = append(s, x) }
	defer add(3)
	add(1)
	add(2)
	return
}

func hidden() (n int) {
	defer func() { n++ }()
	{
		n := 10
		n++
		return n
	}
}

func viaCall() (n int) {
	set := func() int {
		n = 100
		return 7
	}
	return n + set()
}

func main() {
	fmt.Println(swapped())
	fmt.Println(later())
	fmt.Println(bare())
	fmt.Println(hidden())
	fmt.Println(viaCall())
}

// Output:
// 2 1
// 12 n is 12
// [1 2 3]
// 12
// 107
