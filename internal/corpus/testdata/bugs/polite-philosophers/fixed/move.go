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
	if from.level < to.level {
		from.mu.Lock()
		to.mu.Lock()
	} else {
		to.mu.Lock()
		from.mu.Lock()
	}
	time.Sleep(time.Microsecond) // boxes are heavy
	defer from.mu.Unlock()
	defer to.mu.Unlock()
	if from.boxes > 0 {
		from.boxes--
		to.boxes++
	}
}
