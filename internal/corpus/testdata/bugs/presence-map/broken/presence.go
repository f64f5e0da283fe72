package presence

import (
	"sort"
	"sync"
)

// A Room knows who is in it.
type Room struct {
	sync.RWMutex
	people map[string]bool
}

// NewRoom returns an empty room.
func NewRoom() *Room {
	return &Room{people: make(map[string]bool)}
}

// Enter lets somebody in.
func (r *Room) Enter(name string) {
	r.people[name] = true
}

// People returns who is there, in order.
func (r *Room) People() []string {
	r.RLock()
	defer r.RUnlock()
	var names []string
	for name := range r.people {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
