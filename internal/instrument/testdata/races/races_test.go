// Package races has a test for each construct whose accesses to memory are easily overlooked: of each TestRace a race
// has to be found, and of no TestNoRace.
package races

import (
	"sync"
	"testing"
	"time"
)

// beside runs both at the same time, and waits for them.
func beside(f, g func()) {
	var wg sync.WaitGroup
	wg.Go(f)
	wg.Go(g)
	wg.Wait()
}

type point struct{ x, y int }

func (p point) sum() int { return p.x + p.y }
func (p *point) move()   { p.x++ }

type base struct{ n int }

type middle struct{ *base }

type top struct {
	*middle
	name string
}

type box[T any] struct {
	v    T
	list []T
}

func (b *box[T]) set(v T) { b.v = v }
func (b *box[T]) get() T  { return b.v }

var sink any

func TestRaceReturnSetsResult(t *testing.T) {
	done := make(chan bool)
	f := func() (n int) {
		go func() { _ = n + 1; done <- true }()
		return 5
	}
	f()
	<-done
}

func TestRaceReturnSetsResults(t *testing.T) {
	done := make(chan bool)
	two := func() (int, error) { return 1, nil }
	f := func() (n int, err error) {
		go func() { n = 7; done <- true }()
		return two()
	}
	f()
	<-done
}

func TestNoRaceReturnBeforeDeferred(t *testing.T) {
	f := func() (n int) {
		done := make(chan bool)
		defer func() {
			go func() { n++; done <- true }()
			<-done
		}()
		return 5
	}
	if f() != 6 {
		t.Fatal()
	}
}

func TestRaceLoopVariableCopied(t *testing.T) {
	done := make(chan bool, 3)
	for i := 0; i < 2; i++ {
		go func() { i = i + 10; done <- true }()
	}
	<-done
}

func TestRaceLoopVariableCopiedByContinue(t *testing.T) {
	done := make(chan bool, 3)
outer:
	for i, p := 0, new(int); i < 1; i++ {
		q := &i
		go func() { *q = 5; done <- true }()
		for range 3 {
			select {
			default:
				continue outer
			}
		}
		_ = p
	}
	<-done
}

func TestNoRaceLoopVariableOfEach(t *testing.T) {
	var wg sync.WaitGroup
	for i := 0; i < 2; i++ {
		wg.Go(func() { _ = i + 1 })
	}
	wg.Wait()
}

func TestRaceDeferArgument(t *testing.T) {
	x := 0
	beside(func() { x = 1 }, func() { defer func(int) {}(x) })
}

func TestRaceGoArgument(t *testing.T) {
	x := 0
	beside(func() { x = 1 }, func() { go func(int) {}(x) })
}

func TestNoRaceGoArgumentAtOnce(t *testing.T) {
	x := 0
	done := make(chan int)
	go func(v int) { done <- v }(x)
	x = 1
	<-done
}

func TestNoRaceDeferArgumentAtOnce(t *testing.T) {
	x, begun := 0, make(chan bool)
	beside(func() { <-begun; x = 1 }, func() {
		defer func(int) {}(x)
		begun <- true
	})
}

func TestRaceMethodValueCopies(t *testing.T) {
	p := &point{}
	beside(func() { p.x = 1 }, func() { sink = p.sum })
}

func TestNoRaceMethodValueOfPointer(t *testing.T) {
	p := &point{}
	beside(func() { p.x = 1 }, func() { _ = p.move })
}

func TestRaceMethodCallCopies(t *testing.T) {
	var p point
	beside(func() { p.y = 1 }, func() { _ = p.sum() })
}

func TestRaceMethodCallCopiesLate(t *testing.T) {
	p := &point{}
	arg := func() int { return 1 }
	beside(func() { p.y = 1 }, func() { _ = func(int, int) bool { return true }(p.sum(), arg()) })
}

func TestRaceRangeArrayCopies(t *testing.T) {
	var a [3]int
	beside(func() { a[2] = 1 }, func() {
		for _, v := range a {
			_ = v
			break
		}
	})
}

func TestNoRaceRangeArrayKeys(t *testing.T) {
	var a [3]int
	beside(func() { a[2] = 1 }, func() {
		for i := range a {
			_ = i
		}
	})
}

func TestRaceRangePointerToArray(t *testing.T) {
	a := &[3]int{}
	beside(func() { a[2] = 1 }, func() {
		for _, v := range a {
			_ = v
		}
	})
}

func TestNoRaceRangePointerToArrayElement(t *testing.T) {
	a := &[3]int{}
	beside(func() { a[2] = 1 }, func() {
		for _, v := range a {
			_ = v
			break
		}
	})
}

func TestRaceRangePointer(t *testing.T) {
	a := &[3]int{}
	beside(func() { a = nil }, func() {
		for i := range a {
			_ = i
		}
	})
}

func TestRaceRangeSliceHeader(t *testing.T) {
	s := []int{1}
	beside(func() { s = nil }, func() {
		for i := range s {
			_ = i
		}
	})
}

func TestRaceRangeBytes(t *testing.T) {
	s := []byte("ab")
	beside(func() { s[1] = 'c' }, func() {
		for _, c := range string(s) {
			_ = c
		}
	})
}

func TestRaceRangeString(t *testing.T) {
	s := "ab"
	beside(func() { s = "c" }, func() {
		for _, c := range s {
			_ = c
		}
	})
}

func TestRaceRangeIntegerBound(t *testing.T) {
	n := 2
	beside(func() { n = 3 }, func() {
		for range n {
		}
	})
}

func TestRaceRangeFunctionBody(t *testing.T) {
	n := 0
	seq := func(yield func(int) bool) {
		beside(func() { yield(1) }, func() { n++ })
	}
	for i := range seq {
		n += i
		break
	}
}

func TestRaceStructCompared(t *testing.T) {
	a, b := point{1, 2}, point{1, 3}
	beside(func() { b.y = 2 }, func() { _ = a == b })
}

func TestRaceArrayCompared(t *testing.T) {
	a, b := [2]int{}, [2]int{}
	beside(func() { b[1] = 2 }, func() { _ = a != b })
}

func TestRaceInterfaceCompared(t *testing.T) {
	var a, b any = 1, 2
	beside(func() { b = 1 }, func() { _ = a == b })
}

func TestRaceSentStruct(t *testing.T) {
	c, p := make(chan point, 1), point{}
	beside(func() { p.y = 1 }, func() { c <- p })
}

func TestRaceSelectedSend(t *testing.T) {
	c, p := make(chan point, 1), point{}
	beside(func() { p.y = 1 }, func() {
		select {
		case c <- p:
		default:
		}
	})
}

func TestRaceReceivedInto(t *testing.T) {
	c, p := make(chan int, 1), &point{}
	c <- 1
	beside(func() { _ = p.y }, func() { p.y = <-c })
}

func TestRaceSelectedReceiveInto(t *testing.T) {
	c, s := make(chan int, 1), []int{0}
	c <- 1
	beside(func() { _ = s[0] }, func() {
		select {
		case s[0] = <-c:
		}
	})
}

func TestRaceToInterface(t *testing.T) {
	var p point
	beside(func() { p.y = 1 }, func() { sink2(p) })
}

func sink2(any) {}

func TestRaceAppendWrites(t *testing.T) {
	s := make([]int, 1, 4)
	beside(func() { _ = append(s, 1) }, func() { _ = append(s, 2) })
}

func TestNoRaceAppendCopies(t *testing.T) {
	s := make([]int, 1, 1)
	beside(func() { _ = append(s, 1) }, func() { _ = append(s, 2) })
}

func TestRaceAppendReads(t *testing.T) {
	s := make([]int, 1, 1)
	beside(func() { _ = append(s, 1) }, func() { s[0] = 2 })
}

func TestRaceAppendReadsOther(t *testing.T) {
	s, o := make([]int, 0, 9), []int{1, 2}
	beside(func() { _ = append(s, o...) }, func() { o[1] = 2 })
}

func TestRaceStringOfBytes(t *testing.T) {
	b := []byte("ab")
	beside(func() { b[1] = 'x' }, func() { _ = string(b) == "ab" })
}

func TestRaceStringOfRunes(t *testing.T) {
	r := []rune("ab")
	beside(func() { r[1] = 'x' }, func() { _ = string(r) })
}

func TestRaceCopy(t *testing.T) {
	a, b := make([]int, 2), make([]int, 2)
	beside(func() { copy(a, b) }, func() { b[1] = 1 })
}

func TestRaceSliceToArray(t *testing.T) {
	s := []int{1, 2}
	beside(func() { s[1] = 3 }, func() { _ = [2]int(s) })
}

func TestNoRaceSliceToArrayPointer(t *testing.T) {
	s := []int{1, 2}
	beside(func() { s[1] = 3 }, func() { _ = (*[2]int)(s) })
}

func TestRaceMin(t *testing.T) {
	a, b := 1, 2
	beside(func() { b = 3 }, func() { _ = min(a, b) })
}

func TestRaceClearSlice(t *testing.T) {
	s := []int{1, 2}
	beside(func() { clear(s) }, func() { _ = s[1] })
}

func TestRaceClearMap(t *testing.T) {
	m := map[int]int{1: 2}
	beside(func() { clear(m) }, func() { _ = len(m) })
}

func TestRaceDelete(t *testing.T) {
	m := map[int]int{1: 2}
	beside(func() { delete(m, 3) }, func() { _, _ = m[1] })
}

func TestRaceCommaOkMap(t *testing.T) {
	m, ok := map[int]int{}, false
	beside(func() { _, ok = m[1] }, func() { _ = ok })
}

func TestRaceCommaOkAssertion(t *testing.T) {
	var e any
	ok := false
	beside(func() { _, ok = e.(int) }, func() { ok = true })
	_ = ok
}

func TestRaceAssertedValue(t *testing.T) {
	var e any
	beside(func() { _, _ = e.(int) }, func() { e = 1 })
}

func TestRaceCompositeLiteral(t *testing.T) {
	x := 1
	beside(func() { _ = &point{y: x} }, func() { x = 2 })
}

func TestRaceCompositeMap(t *testing.T) {
	x := 1
	beside(func() { _ = map[int]int{x: 1} }, func() { x = 2 })
}

func TestRaceCalledAtOnce(t *testing.T) {
	x := 1
	beside(func() { _ = func(n int) int { return n }(x) }, func() { x = 2 })
}

func TestRaceTypeSwitch(t *testing.T) {
	var e any = 1
	beside(func() { e = "s" }, func() {
		switch v := e.(type) {
		case int:
			_ = v
		}
	})
}

func TestRaceGenericField(t *testing.T) {
	b := &box[string]{}
	beside(func() { b.set("a") }, func() { _ = b.get() })
}

func TestRaceGenericSlice(t *testing.T) {
	b := &box[int]{list: make([]int, 1)}
	beside(func() { b.list[0] = 1 }, func() {
		for _, v := range b.list {
			_ = v
		}
	})
}

func TestRacePromotedField(t *testing.T) {
	v := top{middle: &middle{&base{}}}
	beside(func() { v.n = 1 }, func() { _ = v.n })
}

func TestRacePromotedPointer(t *testing.T) {
	v := top{middle: &middle{&base{}}}
	beside(func() { v.base = &base{} }, func() { _ = v.n })
}

func TestRacePromotedOuterPointer(t *testing.T) {
	v := top{middle: &middle{&base{}}}
	beside(func() { v.middle = &middle{&base{}} }, func() { v.n++ })
}

func TestNoRacePromotedBeside(t *testing.T) {
	v := top{middle: &middle{&base{}}}
	beside(func() { v.name = "n" }, func() { v.n++ })
}

func TestRaceElementField(t *testing.T) {
	var a [2]point
	beside(func() { a[1].y = 1 }, func() { a[1].y++ })
}

func TestNoRaceElementFields(t *testing.T) {
	var a [2]point
	beside(func() { a[1].x = 1 }, func() { a[1].y++; a[0].x++ })
}

func TestRaceWholeAndPart(t *testing.T) {
	var a [2]point
	beside(func() { a = [2]point{} }, func() { a[1].y++ })
}

func TestRaceFieldOfMapElement(t *testing.T) {
	m := map[int]point{1: {}}
	beside(func() { m[2] = point{} }, func() { _ = m[1].x })
}

func TestRaceFieldOfMapPointer(t *testing.T) {
	m := map[int]*point{1: {}}
	beside(func() { m[1].x = 1 }, func() { _ = m[1].x })
}

func TestNoRaceMapPointer(t *testing.T) {
	m := map[int]*point{1: {}}
	beside(func() { m[1].x = 1 }, func() { _ = m[1].y })
}

func TestRaceFunctionVariable(t *testing.T) {
	f := func() {}
	beside(func() { f = nil }, func() { defer func() { _ = recover() }(); f() })
}

func TestRaceIndex(t *testing.T) {
	i, s := 0, []int{1, 2}
	beside(func() { i = 1 }, func() { _ = s[i] })
}

func TestRaceLateBesideIndexedCall(t *testing.T) {
	x, s, zero := 0, []int{1}, func() int { return 0 }
	beside(func() { x = 1 }, func() { _ = x + s[zero()] })
}

func TestRaceLateBesideAnd(t *testing.T) {
	x, is := 0, func() bool { return true }
	beside(func() { x = 1 }, func() { _ = func(int, bool) int { return 0 }(x, x >= 0 && is()) })
}

func TestRaceLateMapBesideCall(t *testing.T) {
	m, one := map[int]int{}, func() int { return 1 }
	beside(func() { m[1] = 1 }, func() { _ = m[1] + one() })
}

func TestRaceSwap(t *testing.T) {
	a, b := 1, 2
	beside(func() { a, b = b, a }, func() { b = 3 })
}

func TestRaceSliced(t *testing.T) {
	s := []int{1, 2}
	beside(func() { s = nil }, func() { _ = s[:0] })
}

func TestNoRaceArraySliced(t *testing.T) {
	var a [2]int
	beside(func() { a[1] = 1 }, func() { _ = a[:1] })
}

func TestRaceAssignOperator(t *testing.T) {
	s := []string{"a"}
	beside(func() { s[0] += "b" }, func() { _ = s[0] })
}

func TestRaceDereferenced(t *testing.T) {
	p := &point{}
	beside(func() { *p = point{} }, func() { q := *p; _ = q })
}

func TestRaceSwitchTag(t *testing.T) {
	x := 1
	beside(func() { x = 2 }, func() {
		switch x {
		case 3:
		}
	})
}

func TestRaceSwitchCase(t *testing.T) {
	x := 1
	beside(func() { x = 2 }, func() {
		switch 3 {
		case x:
		}
	})
}

func TestRacePackageVariable(t *testing.T) {
	beside(func() { sink = 1 }, func() { sink = nil })
}

func TestRaceSendClose(t *testing.T) {
	c := make(chan int, 1)
	beside(func() { defer func() { _ = recover() }(); c <- 1 }, func() { close(c) })
}

func TestNoRaceSendClose(t *testing.T) {
	c, sent := make(chan int, 1), make(chan bool)
	beside(func() { c <- 1; close(sent) }, func() { <-sent; close(c) })
}

func TestNoRaceReceivedClose(t *testing.T) {
	c := make(chan int)
	beside(func() { c <- 1 }, func() { <-c; close(c) })
}

func TestNoRaceWaitClose(t *testing.T) {
	c := make(chan int, 2)
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() { c <- i })
	}
	wg.Wait()
	close(c)
	for range c {
	}
}

func TestNoRaceTimerReset(t *testing.T) {
	timer, v := time.NewTimer(0), 0
	<-timer.C
	done := make(chan bool)
	go func() { <-timer.C; v++; done <- true }()
	v = 1
	timer.Reset(1)
	<-done
}

func TestRaceTimerResetBefore(t *testing.T) {
	timer, v := time.NewTimer(0), 0
	<-timer.C
	done := make(chan bool)
	go func() { <-timer.C; v++; done <- true }()
	timer.Reset(1)
	v = 1
	<-done
}

func TestNoRaceReturnOfItself(t *testing.T) {
	done := make(chan bool)
	f := func() (n, m int) {
		n = 1
		go func() { _ = n; done <- true }()
		return n, 2
	}
	f()
	<-done
}

func TestRaceReturnOfHiddenResult(t *testing.T) {
	done := make(chan bool)
	f := func() (err error) {
		go func() { _ = err; done <- true }()
		if err := error(nil); err == nil {
			return err
		}
		return
	}
	_ = f()
	<-done
}
