package telemetry

import "sync"

// A Buffer collects events until it is full.
type Buffer struct {
	mu      sync.Mutex
	events  []string
	dropped int
	limit   int
}

// NewBuffer returns a buffer for limit events.
func NewBuffer(limit int) *Buffer {
	return &Buffer{limit: limit}
}

// Add keeps an event if there is room.
func (b *Buffer) Add(event string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.events) == b.limit {
		b.dropped++
		return
	}
	b.events = append(b.events, event)
}

// Flush returns the events, and how many there was no room for.
func (b *Buffer) Flush() (events []string, dropped int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	events, dropped = b.events, b.dropped
	b.events, b.dropped = nil, 0
	return events, dropped
}
