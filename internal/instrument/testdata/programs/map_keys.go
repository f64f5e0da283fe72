// Struct, array, interface, float, pointer and channel keys.
package main

import "fmt"

type pt struct{ x, y int }
type any2 interface{}

func main() {
	m := map[pt]string{{1, 2}: "a"}
	p := pt{1, 2}
	m[p] += "b"
	p.x++
	m[p] = "c"
	m[pt{y: p.y, x: p.x}] += "d"
	fmt.Println(len(m), m[pt{1, 2}], m[p])
	arr := [2]int{1, 2}
	am := map[[2]int]int{arr: 1}
	arr[0] = 5
	am[arr]++
	am[[2]int{1, 2}]++
	fmt.Println(am)
	im := map[any2]int{1: 1, "1": 2, int8(1): 3, pt{}: 4, nil: 5, 1.0: 6}
	im[len(im)-5]++
	im[any2(nil)]--
	fmt.Println(im[1], im["1"], im[int8(1)], im[pt{}], im[nil], im[1.0], im[int16(1)])
	zero := 0.0
	nan := zero / zero
	fm := map[float64]int{nan: 1}
	fm[nan]++
	fm[zero]++
	fm[-zero]++
	fmt.Println(len(fm), fm[0], fm[nan])
	a, b := new(int), new(int)
	pm := map[*int]int{a: 1, b: 2}
	*a = 50
	pm[a] += *a
	a = b
	pm[a]++
	fmt.Println(len(pm), pm[b])
	bm := map[bool][]int{}
	for i := range 5 {
		bm[i%2 == 0] = append(bm[i%2 == 0], i)
	}
	fmt.Println(bm)
}

// Output:
// 2 ab cd
// map[[1 2]:2 [5 2]:1]
// 2 2 3 4 4 6 0
// 3 2 0
// 2 3
// map[false:[1 3] true:[0 2 4]]
