package lease

import "sync"

// A Store keeps who leads.
type Store struct {
	sync.RWMutex
	leader string
}

// Leader returns who leads, "" if nobody does.
func (s *Store) Leader() string {
	s.RLock()
	defer s.RUnlock()
	return s.leader
}

// SetLeader writes down who leads.
func (s *Store) SetLeader(name string) {
	s.Lock()
	defer s.Unlock()
	s.leader = name
}

// A Candidate wants to lead.
type Candidate struct {
	Name  string
	Store *Store
}

// Campaign says whether the candidate leads from now on.
func (c *Candidate) Campaign() bool {
	if c.Store.Leader() != "" {
		return false
	}
	c.Store.SetLeader(c.Name)
	return true
}
