// container/heap and container/list with methods and values that are shared.
package main

import (
	"container/heap"
	"container/list"
	"fmt"
)

type job struct {
	name string
	prio int
	at   int
}
type jobs []*job

func (j jobs) Len() int           { return len(j) }
func (j jobs) Less(a, b int) bool { return j[a].prio < j[b].prio }
func (j jobs) Swap(a, b int) {
	j[a], j[b] = j[b], j[a]
	j[a].at, j[b].at = a, b
}
func (j *jobs) Push(x any) {
	it := x.(*job)
	it.at = len(*j)
	*j = append(*j, it)
}
func (j *jobs) Pop() any {
	old := *j
	n := len(old) - 1
	it := old[n]
	old[n], *j = nil, old[:n]
	return it
}

func main() {
	h := &jobs{}
	byName := map[string]*job{}
	for i, n := range []string{"d", "a", "c", "b"} {
		byName[n] = &job{name: n, prio: (i * 7) % 5}
		heap.Push(h, byName[n])
	}
	byName["d"].prio = 10
	heap.Fix(h, byName["d"].at)
	for h.Len() > 0 {
		it := heap.Pop(h).(*job)
		fmt.Print(it.name, it.prio, ";")
	}
	fmt.Println("end", cap(*h) >= 4)
	l := list.New()
	for i := range 4 {
		l.PushFront(&i)
	}
	for e := l.Front(); e != nil; e = e.Next() {
		*e.Value.(*int) *= 10
		if e.Next() == nil {
			l.MoveToFront(e)
			break
		}
	}
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(*e.Value.(*int), ";")
	}
	fmt.Println("end", l.Len())
}

// Output:
// b1;a2;c4;d10;end true
// 0;30;20;10;end 4
