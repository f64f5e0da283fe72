package mutex

// Known returns how many keys have a lock.
func (k *Keyed[K]) Known() int {
	k.mu.lock(nil)
	defer k.mu.unlock()
	return len(k.locks)
}

// Waiting returns how many stand in line for the value.
func (g *Guarded[T]) Waiting() int { return g.lock.waiting() }

// Waiting returns how many stand in line for the key.
func (k *Keyed[K]) Waiting(key K) int {
	k.mu.lock(nil)
	defer k.mu.unlock()
	if l := k.locks[key]; l != nil {
		return l.waiting()
	}
	return 0
}

func (l *lock) waiting() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.line.Len()
}
