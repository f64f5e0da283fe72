package journal

import "sync"

// A Journal writes records in the background.
type Journal struct {
	mu      sync.Mutex
	closed  bool
	written int
	records chan string
	wg      sync.WaitGroup
}

// Open starts the writer.
func Open() *Journal {
	j := &Journal{records: make(chan string, 2)}
	j.wg.Add(1)
	go func() {
		defer j.wg.Done()
		for range j.records {
			j.mu.Lock()
			j.written++
			j.mu.Unlock()
		}
	}()
	return j
}

// Append queues a record. It must not be called once the journal is closed.
func (j *Journal) Append(record string) {
	j.records <- record
}

// Close writes what is queued, and says how many records there are. It may be called again.
func (j *Journal) Close() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	if !j.closed {
		j.closed = true
		close(j.records)
	}
	j.wg.Wait()
	return j.written
}
