// Fields and methods called Lock, Load, Store, Wait, Done and the like that are no locks at all.
package main

import "fmt"

type fake struct {
	Lock  int
	Load  func() int
	Done  chan int
	Mutex struct{ n int }
}

func (f *fake) Unlock() int         { f.Lock--; return f.Lock }
func (f *fake) Store(n int)         { f.Lock = n }
func (f *fake) Wait(d ...int) int   { return len(d) + f.Lock }
func (f *fake) Go(g func())         { f.Lock *= 2; g() }
func (f *fake) Add(n int) *fake     { f.Lock += n; return f }
func (f fake) CompareAndSwap() bool { f.Lock = 0; return f.Load() == 0 }

type ctx interface{ Done() int }
type real struct{ n int }

func (r *real) Done() int { r.n++; return r.n }

func main() {
	f := &fake{Done: make(chan int, 1)}
	f.Load = func() int { return f.Lock }
	f.Store(5)
	f.Lock++
	fmt.Println(f.Unlock(), f.Wait(1, 2), f.Load())
	f.Go(func() { f.Add(1).Add(2).Lock-- })
	fmt.Println(f.Lock+f.Unlock(), f.CompareAndSwap(), f.Lock)
	f.Done <- f.Lock
	f.Mutex.n = <-f.Done
	fmt.Println(f.Mutex.n)
	var c ctx = &real{}
	fmt.Println(c.Done(), c.Done())
	wait := f.Wait
	f.Lock = 0
	fmt.Println(wait())
}

// Output:
// 5 7 5
// 22 false 11
// 11
// 1 2
// 0
