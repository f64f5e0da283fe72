package lockorder

// An Order is the lock-order graph at one moment.
type Order struct {
	Locks []Lock `json:"locks"` // in an order that all edges keep, but for those of circles
	Edges []Edge `json:"edges"`
}

// An Edge says that Second was taken while First was held.
type Edge struct {
	First      int   `json:"first"` // index into Locks
	Second     int   `json:"second"`
	Goroutines int   `json:"goroutines"` // by how many goroutines, at least
	Reported   bool  `json:"reported"`   // it is in a circle that was reported, or against the ranks
	FirstAt    Stack `json:"firstAt"`    // where, once
	SecondAt   Stack `json:"secondAt"`
}

// Graph returns the lock-order graph as it is now.
func Graph() Order { return Order{} }

// A Holding is a lock that a goroutine has taken.
type Holding struct {
	Lock Lock
	For  Mode
	At   Stack
}

// A Waiting is a goroutine that waits for a lock.
type Waiting struct {
	Goroutine uint64
	Lock      Lock
	For       Mode
	At        Stack
}

// Holders returns who holds which watched lock at this moment, and waits for which, by goroutine ID.
func Holders() (held map[uint64][]Holding, waits map[uint64]Waiting) { return nil, nil }
