// A variable declared in a loop or behind a goto is a new one, and zero, each time.
package main

import "fmt"

type buf struct {
	n    int
	list []int
	next *buf
}

func main() {
	var kept []*buf
	var gets []func() int
	for i := range 3 {
		var b buf
		var n int
		b.n += i
		b.list = append(b.list, b.n)
		n += i * 10
		gets = append(gets, func() int { n++; return n })
		if len(kept) > 0 {
			b.next = kept[len(kept)-1]
		}
		kept = append(kept, &b)
	}
	for i, b := range kept {
		b.list[0]++
		fmt.Print(b.n, b.list, b.next == nil, gets[i](), gets[i](), ";")
	}
	fmt.Println("end")
	k := 0
	var ps []*int
again:
	var local int
	x := k
	local += 5
	ps = append(ps, &local, &x)
	if k++; k < 3 {
		goto again
	}
	*ps[0] = 100
	for _, p := range ps {
		fmt.Print(*p, ";")
	}
	fmt.Println("end")
	for k := 0; k < 2; k++ {
		var arr [2]int
		arr[k]++
		p := &arr
		p[0] += 10
		switch {
		case k == 1:
			var s string
			s += "once"
			func() { s += "!" }()
			fmt.Println(s, arr)
		default:
			var s []int
			func() { s = append(s, arr[:]...) }()
			fmt.Println(s)
		}
	}
}

// Output:
// 0 [1] true 1 2;1 [2] false 11 12;2 [3] false 21 22;end
// 100;0;5;1;5;2;end
// [11 0]
// once! [10 1]
