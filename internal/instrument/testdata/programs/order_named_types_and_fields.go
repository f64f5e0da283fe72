// Fields of shared structs and elements of shared arrays beside calls.
package main

import "fmt"

type state struct {
	n    int
	arr  [3]int
	in   struct{ s string }
	self *state
}

var st = state{n: 1}

func bump() int {
	st.n++
	st.arr[st.n%3] += st.n
	st.in.s += "x"
	return st.n
}

func main() {
	st.self = &st
	fmt.Println(st.n + bump())
	fmt.Println(st.self.n+bump(), st.arr[0]+bump())
	fmt.Println(st.in.s + fmt.Sprint(bump()))
	v := st.arr[bump()%3] + bump()*st.arr[1]
	fmt.Println(v, st.arr)
	w := st.self.self.arr[st.n%3] - bump()
	fmt.Println(w, len(st.in.s)+bump()+len(st.in.s))
	copied := st
	ok := copied.n+bump() == st.n*2-1
	fmt.Println(ok)
}

// Output:
// 4
// 7 7
// xxxx5
// 86 [9 11 7]
// 7 24
// true
