// Deferred closures read what the function left behind when it returned or panicked.
package main

import "fmt"

type res struct {
	open  bool
	stack []string
}

var r = &res{}

func (r *res) enter(name string) func() {
	r.open = true
	r.stack = append(r.stack, name)
	return func() {
		r.stack = append(r.stack, "-"+name)
		r.open = len(r.stack)%2 == 1
	}
}

func work(fail bool) (status string) {
	defer r.enter("work")()
	step := "start"
	defer func() {
		status = step
		if p := recover(); p != nil {
			status += fmt.Sprint(" ", p)
		}
	}()
	step = "middle"
	defer r.enter("inner")()
	if fail {
		panic("failed at " + step)
	}
	step = "end"
	return "dropped"
}

func main() {
	fmt.Println(work(false), r.open, r.stack)
	fmt.Println(work(true), r.open, len(r.stack))
}

// Output:
// end false [work inner -inner -work]
// middle failed at middle false 8
