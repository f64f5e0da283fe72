// sort, slices and maps call closures that read and change shared variables.
package main

import (
	"fmt"
	"maps"
	"slices"
	"sort"
)

type person struct {
	name string
	age  int
}

type byAge []person

var swaps int

func (b byAge) Len() int           { return len(b) }
func (b byAge) Less(i, j int) bool { return b[i].age < b[j].age }
func (b byAge) Swap(i, j int)      { swaps++; b[i], b[j] = b[j], b[i] }

func main() {
	ps := []person{{"c", 3}, {"a", 2}, {"b", 1}}
	sort.Sort(byAge(ps))
	fmt.Println(ps, swaps > 0)
	desc := true
	slices.SortFunc(ps, func(a, b person) int {
		if desc {
			a, b = b, a
		}
		return a.age - b.age
	})
	fmt.Println(ps)
	sort.SliceStable(ps, func(i, j int) bool { return ps[i].name < ps[j].name })
	i, ok := slices.BinarySearchFunc(ps, "b", func(p person, s string) int { return int(p.name[0]) - int(s[0]) })
	fmt.Println(ps, i, ok)
	seen := map[int]bool{}
	ps = slices.DeleteFunc(ps, func(p person) bool { seen[p.age] = true; return p.age == 2 })
	fmt.Println(ps, len(seen), slices.ContainsFunc(ps, func(p person) bool { return seen[p.age+1] }))
	m := maps.Collect(slices.All([]string{"x", "y"}))
	maps.DeleteFunc(m, func(k int, v string) bool { m[k] = v + "!"; return k == 0 })
	c := maps.Clone(m)
	c[1] += "?"
	fmt.Println(m, c, slices.Sorted(maps.Values(c)))
	n := 0
	at := sort.Search(100, func(i int) bool { n++; return i*i >= 50 })
	fmt.Println(at, n < 10, slices.IndexFunc(ps, func(p person) bool { n = p.age; return false }), n)
	s := slices.Insert([]int{1, 2}, 1, 9, at)
	slices.Reverse(s)
	fmt.Println(s, slices.Max(s), slices.Compact(slices.Repeat(s[:1], 3)))
}

// Output:
// [{b 1} {a 2} {c 3}] true
// [{c 3} {a 2} {b 1}]
// [{a 2} {b 1} {c 3}] 1 true
// [{b 1} {c 3}] 3 true
// map[1:y!] map[1:y!?] [y!?]
// 8 true -1 3
// [2 8 9 1] 9 [2]
