package store

import "sync"

// A Replica is a range of keys.
type Replica struct {
	sync.Mutex
	store *Store
	id    int
	size  int
}

// A Store has replicas.
type Store struct {
	sync.Mutex
	replicas map[int]*Replica
	next     int
	total    int
}

// New returns a store with n replicas.
func New(n int) *Store {
	s := &Store{replicas: make(map[int]*Replica)}
	for range n {
		s.add(10)
	}
	return s
}

func (s *Store) add(size int) *Replica {
	r := &Replica{store: s, id: s.next, size: size}
	s.replicas[r.id] = r
	s.next++
	return r
}

// Write makes a replica larger, and splits one that is too large.
func (s *Store) Write(id, n int) {
	s.Lock()
	r := s.replicas[id]
	s.total++
	s.Unlock()
	r.Lock()
	r.size += n
	half := 0
	if r.size > 15 {
		half = r.size / 2
		r.size -= half
		s.Lock()
		s.add(half)
		s.Unlock()
	}
	r.Unlock()
}

// Size is that of all replicas.
func (s *Store) Size() (size int) {
	s.Lock()
	defer s.Unlock()
	for _, r := range s.replicas {
		r.Lock()
		size += r.size
		r.Unlock()
	}
	return size
}
