// goto forwards and backwards over statements that touch shared variables.
package main

import "fmt"

func find(s []int, want int) (at int) {
	defer func() { at *= 10 }()
	i := 0
	step := func() { i++ }
again:
	if i >= len(s) {
		goto missing
	}
	if s[i] == want {
		return i
	}
	step()
	goto again
missing:
	return -1
}

func main() {
	fmt.Println(find([]int{4, 5, 6}, 6), find(nil, 1))
	var fs []func() int
	n := 0
loop:
	{
		m := n
		fs = append(fs, func() int { m++; n++; return m + n })
	}
	n++
	if n < 3 {
		goto loop
	}
	for _, f := range fs {
		fmt.Print(f(), ";")
	}
	fmt.Println(n)
	for {
		for {
			n++
			if n > 8 {
				goto out
			}
		}
	}
out:
	fmt.Println(n)
}

// Output:
// 20 -10
// 5;7;9;6
// 9
