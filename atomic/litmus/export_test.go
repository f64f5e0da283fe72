package litmus

import "slices"

// Actor returns a program in which another actor calls f.
func (o Over[S]) Actor(f func()) Program {
	o.Actors = append(slices.Clone(o.Actors), func(*S) { f() })
	return o
}
