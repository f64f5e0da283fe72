package lockorder

import "sync"

// Name gives a lock the name that it has in reports.
func Name(l sync.Locker, name string) {}

// Rank gives a lock a rank: a goroutine that holds it may take only locks of higher ranks, equal ones, or without.
func Rank(l sync.Locker, rank int) {}
