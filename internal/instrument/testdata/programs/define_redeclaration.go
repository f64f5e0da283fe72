// := declares what is new and assigns to what was there.
package main

import "fmt"

func main() {
	a, err := 1, error(nil)
	see := func() string { return fmt.Sprint(a, " ", err) }
	b, err := 2, fmt.Errorf("second")
	fmt.Println(see(), b)
	a, c := a+b, a
	fmt.Println(see(), c)
	f := func() (int, error) {
		a *= 10
		return a + 1, nil
	}
	a, d := f()
	fmt.Println(see(), d)
	e, err := f()
	fmt.Println(see(), e)
	m := map[string]int{"k": 4}
	a, ok := m["k"]
	fmt.Println(see(), ok)
	ch := make(chan int, 1)
	ch <- 8
	a, more := <-ch
	fmt.Println(see(), more)
	{
		a, err := 0, error(nil)
		a++
		fmt.Println(see(), a, err)
	}
	_, g := a, a+1
	fmt.Println(see(), g)
}

// Output:
// 1 second 2
// 3 second 1
// 31 second <nil>
// 310 <nil> 311
// 4 <nil> true
// 8 <nil> true
// 8 <nil> 1 <nil>
// 8 <nil> 9
