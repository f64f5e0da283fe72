// Maps of structs, of slices, of functions, of maps and of pointers.
package main

import "fmt"

type stat struct {
	n    int
	tags []string
}

func main() {
	stats := map[string]stat{"a": {1, nil}}
	st := stats["a"]
	st.n = 100
	fmt.Println(stats["a"].n)
	st.tags = append(st.tags, "t")
	stats["a"] = st
	stats["a"].tags[0] += "!"
	fmt.Println(stats, len(stats["none"].tags))
	lists := map[int][]int{}
	lists[1] = append(lists[1], 1, 2, 3)
	lists[1][1]++
	lists[1][0], lists[1][2] = lists[1][2], lists[1][0]
	lists[2] = lists[1][:1]
	lists[2][0]--
	fmt.Println(lists)
	n := 0
	fs := map[string]func(int) int{"inc": func(d int) int { n += d; return n }}
	fs["twice"] = func(d int) int { return fs["inc"](d) + fs["inc"](d) }
	fmt.Println(fs["twice"](5), n)
	deep := map[string]map[string]int{}
	for _, k := range []string{"x", "y", "x"} {
		if deep[k] == nil {
			deep[k] = map[string]int{}
		}
		deep[k][k+k]++
	}
	fmt.Println(deep, deep["q"]["r"])
	ptrs := map[string]*stat{"p": {}}
	ptrs["p"].n++
	ptrs["p"].tags = []string{"z"}
	p := ptrs["p"]
	delete(ptrs, "p")
	p.n += 5
	fmt.Println(*p, ptrs["p"] == nil)
	arrs := map[byte][2]int{'a': {1, 2}}
	a := arrs['a']
	a[0] = 9
	fmt.Println(arrs['a'][0], a[0], arrs['z'][1])
}

// Output:
// 1
// map[a:{100 [t!]}] 0
// map[1:[2 3 1] 2:[2]]
// 15 10
// map[x:map[xx:2] y:map[yy:1]] 0
// {6 [z]} true
// 1 9 0
