// Variables that carry the names of predeclared functions, types and values.
package main

import "fmt"

type any struct{ n int }
type int64 = string

func print(s string) string { return "printed " + s }
func clear(n *int)          { *n = -1 }
func min(a, b int) int      { return a*100 + b }

func main() {
	len := 3
	inc := func() { len++ }
	inc()
	append := func(a, b int) int { len += a; return b }
	fmt.Println(len+append(1, 2), len)
	copy, delete, cap := 1, "d", []int{7}
	func() { copy, delete, cap[0] = 2, delete+"!", copy }()
	fmt.Println(copy, delete, cap, print("x"), min(1, 2))
	clear(&copy)
	nil := any{5}
	true := nil.n == 5 && copy == -1
	var false int64 = "str"
	fmt.Println(nil, true, false)
	string := func(n int) int { return n * 2 }
	new := map[rune]int{'a': string(4)}
	make := new
	make['a']++
	fmt.Println(new['a'])
}

// Output:
// 7 5
// 2 d! [1] printed x 102
// {5} true str
// 9
