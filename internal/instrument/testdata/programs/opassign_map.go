// Assignment operators on map elements, those that are missing included.
package main

import "fmt"

func main() {
	m := map[string]int{}
	see := func() int { return len(m) }
	m["a"]++
	m["a"]++
	m["b"] -= 5
	m["c"] |= 6
	fmt.Println(m, see())
	s := map[int]string{}
	s[1] += "x"
	s[1] += s[1] + s[2]
	fmt.Println(s)
	l := map[string][]int{}
	l["p"] = append(l["p"], 1)
	l["p"] = append(l["p"], 2)
	l["p"][0] += 10
	fmt.Println(l)
	f := map[float64]float64{0.5: 1}
	f[0.5] /= 4
	f[1.5]--
	fmt.Println(f)
	pm := &m
	(*pm)["a"] *= 21
	fmt.Println(m["a"])
	var none map[string]int
	defer func() { fmt.Println(recover(), see()) }()
	none["x"]++
}

// Output:
// map[a:2 b:-5 c:6] 3
// map[1:xx]
// map[p:[11 2]]
// map[0.5:0.25 1.5:-1]
// 42
// assignment to entry in nil map 3
