// copy, clear, min, max, delete, len and cap on shared things.
package main

import "fmt"

var arr = [5]int{1, 2, 3, 4, 5}

func main() {
	n := copy(arr[1:], arr[:])
	fmt.Println(arr, n)
	n = copy(arr[:], arr[2:])
	fmt.Println(arr, n)
	s := arr[:]
	see := func() string { return fmt.Sprint(s, arr) }
	clear(s[1:3])
	fmt.Println(see())
	bs := make([]byte, 3)
	fmt.Println(copy(bs, "hello"), string(bs), copy(bs, bs[1:]), string(bs), copy(bs, ""))
	m := map[string]int{"a": 1, "b": 2}
	k := "a"
	del := func() string { k = "b"; return k }
	delete(m, del())
	fmt.Println(m, k, len(m))
	clear(m)
	delete(m, "zzz")
	delete(map[string]int(nil), "x")
	fmt.Println(m)
	x, y := 3, 2.5
	get := func() int { x -= 2; return x }
	fmt.Println(min(get(), 2, get()), max(y, float64(x), 1), min("b", "a"))
	fmt.Println(max(x, get()), min(x, -1), min(y, 2))
	p := &arr
	i := 1
	fmt.Println(len(p), cap(p[i:3]), len(s[i:]), cap(s[:i]), len(see()))
	type list []int
	l := list{1, 2, 3}
	func() { clear(l[:2]) }()
	fmt.Println(l, copy(l, list{7}), l)
	mm := map[float64]int{}
	nan := y - y
	nan /= nan
	mm[nan], mm[1] = 1, 2
	clear(mm)
	fmt.Println(len(mm))
}

// Output:
// [1 1 2 3 4] 4
// [2 3 4 3 4] 3
// [2 0 0 3 4] [2 0 0 3 4]
// 3 ell 2 ell 0
// map[a:1] b 1
// map[]
// -1 2.5 a
// -3 -3 2
// 5 4 4 5 23
// [7 0 3] 1 [7 0 3]
// 0
