package move

import (
	"sync"
	"time"
)

// A Shelf has boxes.
type Shelf struct {
	mu    sync.Mutex
	level int
	boxes int
}

// Move takes a box from one shelf to another.
func Move(from, to *Shelf) {
	for {
		from.mu.Lock()
		if to.mu.TryLock() {
			break
		}
		from.mu.Unlock()
		time.Sleep(time.Microsecond)
	}
	defer from.mu.Unlock()
	defer to.mu.Unlock()
	if from.boxes > 0 {
		from.boxes--
		to.boxes++
	}
}
