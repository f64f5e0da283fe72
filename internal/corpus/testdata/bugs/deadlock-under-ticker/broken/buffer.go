package buffer

import (
	"sync"
	"time"
)

// A Buffer is flushed in the background, and tells every second how full it is.
type Buffer struct {
	mu      sync.Mutex
	flushed *sync.Cond
	lines   []string
	written int
	reports int
	stop    chan struct{}
}

// New returns a buffer.
func New() *Buffer {
	b := &Buffer{stop: make(chan struct{})}
	b.flushed = sync.NewCond(&b.mu)
	go b.report()
	return b
}

func (b *Buffer) report() {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			b.mu.Lock()
			b.reports++
			b.mu.Unlock()
		case <-b.stop:
			return
		}
	}
}

// Write adds a line.
func (b *Buffer) Write(line string) {
	b.mu.Lock()
	b.lines = append(b.lines, line)
	b.mu.Unlock()
	go b.flush()
}

func (b *Buffer) flush() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.written += len(b.lines)
	b.lines = nil
	b.flushed.Broadcast()
}

// Sync waits until all is written, and says how much there was.
func (b *Buffer) Sync() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.flushed.Wait()
	return b.written
}
