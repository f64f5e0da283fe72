// A range over a map, summed and sorted, with deletions on the way.
package main

import (
	"fmt"
	"sort"
)

func main() {
	m := map[string]int{"a": 1, "b": 2, "c": 3, "d": 4}
	sum := 0
	var keys []string
	for k, v := range m {
		sum += v
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(sum, keys)
	for k := range m {
		if m[k]%2 == 0 {
			delete(m, k)
		} else {
			m[k] *= 10
		}
	}
	fmt.Println(m)
	turns := 0
	for k := range m {
		clear(m)
		turns += len(k)
	}
	fmt.Println(turns, len(m))
	m["x"] = 5
	var k string
	var v int
	see := func() string { return fmt.Sprint(k, v) }
	for k, v = range m {
		fmt.Println(see())
		m = nil
	}
	for range m {
		fmt.Println("never")
	}
	nested := map[int]map[int]int{1: {1: 1, 2: 2}, 2: {3: 3}}
	total := 0
	for a, in := range nested {
		for b, c := range in {
			in[b] = a * c
			total += in[b]
		}
	}
	fmt.Println(total, nested)
}

// Output:
// 10 [a b c d]
// map[a:10 c:30]
// 1 0
// x5
// 9 map[1:map[1:1 2:2] 2:map[3:6]]
