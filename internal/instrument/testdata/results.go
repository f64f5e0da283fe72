// What a return sets, and what an iteration copies.
package results

import (
	"errors"
	"fmt"
)

func try(f func() (int, error)) (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("caught %v after %d, %v", r, n, err)
		}
		n *= 2
	}()
	if n, err := f(); err != nil {
		return n, err // these are others
	}
	return f()
}

func ok() (n int, ok bool) {
	defer func() { n, ok = n+1, !ok }()
	return 1 << n, n == 0
}

func bare() (n int, _ string) {
	defer func() { n++ }()
	n = 4
	return
}

func blank() (_ int, s string) {
	defer func() { s += "!" }()
	return 7, "seven"
}

func small() (n uint8) {
	defer func() { n++ }()
	k := 7
	return 1 << k >> 1
}

func itself() (n, m int) {
	defer func() { m += n }()
	n = 3
	return n, n + 1
}

func loops() (sums []int) {
	var fs []func()
outer:
	for i, j := 0, 10; i < j; i, j = i+1, j-1 {
		fs = append(fs, func() { i, j = i*2, j+i })
		switch {
		case i == 1:
			continue
		case i == 2:
			for range 2 {
				continue outer
			}
		}
		fs[len(fs)-1]()
		sums = append(sums, i, j)
	}
	for i := 0; i < 3; i++ {
		i := i
		fs = append(fs, func() { i++ })
	}
	for _, f := range fs {
		f()
	}
	return sums
}

func seq(yield func(int) bool) {
	for i := 0; i < 3 && yield(i); i++ {
	}
}

func Run() {
	fmt.Println(try(func() (int, error) { return 1, nil }))
	fmt.Println(try(func() (int, error) { return 2, errors.New("two") }))
	fmt.Println(try(func() (int, error) { panic("three") }))
	fmt.Println(ok())
	fmt.Println(bare())
	fmt.Println(blank())
	fmt.Println(small())
	fmt.Println(itself())
	fmt.Println(loops())
	n := 0
	for i := range seq {
		n += i
	}
	fmt.Println(n)
	p := &[3]int{1, 2, 3}
	swap := func() { p = &[3]int{4, 5, 6} }
	swap()
	fmt.Println(p[1:], [2]int(p[1:]), string([]byte("ab")[:1]))
	var none *[2]int
	late := func() { none = nil }
	late()
	for i := range none {
		fmt.Print(i)
	}
	fmt.Println()
	m := map[string]struct{ a, b int }{"x": {1, 2}}
	f := func() int { m["x"] = struct{ a, b int }{3, 4}; return 10 }
	fmt.Println(m["x"].a+f(), m["x"].b)
	type truth bool
	var isIn truth
	var small uint8
	set := func() int { isIn, small = false, 0; return 1 }
	s := []truth{false, false}
	isIn, s[set()] = s[0] == s[1], set() > 0 && n > 0
	fmt.Println(isIn, s, small)
	small, s[0] = 1<<set()<<n, true
	fmt.Println(small, s)
	c := make(chan any, 1)
	c <- set() > 0
	fmt.Println(<-c)
}
