package sched

import "slices"

// spawnIDs gives goroutines numbers that depend on who starts them alone: the kth of a goroutine has
// the same number in all executions.
type spawnIDs struct {
	children [][]int32
	next     int32
}

// Numbers are the numbers that goroutines have been given, as plain data.
type Numbers struct {
	Children [][]int32 // by goroutine: those that it starts
	Last     int32
	Clock    int32 // of the goroutine that makes time pass
}

// Numbers returns the numbers that goroutines have been given so far.
func (x *Exec) Numbers() Numbers { return Numbers{x.ids.children, x.ids.next, x.clockG} }

// Renumber has goroutines get the same numbers as in another exploration of the program. It returns false
// if that has given others to those that are known here.
func (x *Exec) Renumber(n Numbers) bool {
	if x.clockG != None && x.clockG != n.Clock || len(x.ids.children) > len(n.Children) {
		return false
	}
	for g, children := range x.ids.children {
		if len(children) > len(n.Children[g]) || !slices.Equal(children, n.Children[g][:len(children)]) {
			return false
		}
	}
	x.ids.children, x.ids.next, x.clockG = n.Children, n.Last, n.Clock
	return true
}

func (s *spawnIDs) of(parent, k int32) int32 {
	for int(parent) >= len(s.children) {
		s.children = append(s.children, nil)
	}
	for int(k) >= len(s.children[parent]) {
		s.next++
		s.children[parent] = append(s.children[parent], s.next)
	}
	return s.children[parent][k]
}

// extra returns a number that is no goroutine's.
func (s *spawnIDs) extra() int32 {
	s.next++
	return s.next
}
