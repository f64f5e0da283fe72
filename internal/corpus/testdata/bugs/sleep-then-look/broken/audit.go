package audit

import "sync"

// A Log is written in the background.
type Log struct {
	mu      sync.RWMutex
	lines   []string
	flushed sync.WaitGroup
}

// Add adds a line.
func (l *Log) Add(line string) {
	l.flushed.Add(1)
	go func() {
		defer l.flushed.Done()
		l.mu.Lock()
		defer l.mu.Unlock()
		l.lines = append(l.lines, line)
	}()
}

// Flush waits until all lines are there.
func (l *Log) Flush() { l.flushed.Wait() }

// Len says how many lines there are.
func (l *Log) Len() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return len(l.lines)
}
