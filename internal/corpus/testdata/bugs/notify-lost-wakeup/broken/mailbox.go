package mailbox

import "sync"

// A Mailbox has its owner notified of letters.
type Mailbox struct {
	mu      sync.Mutex
	letters []string
	notify  chan struct{}
}

// New returns an empty mailbox.
func New() *Mailbox {
	return &Mailbox{notify: make(chan struct{})}
}

// Put adds a letter.
func (m *Mailbox) Put(letter string) {
	m.mu.Lock()
	m.letters = append(m.letters, letter)
	m.mu.Unlock()
	select {
	case m.notify <- struct{}{}:
	default: // it has been notified
	}
}

// Empty waits for letters, and takes them.
func (m *Mailbox) Empty() []string {
	for {
		m.mu.Lock()
		letters := m.letters
		m.letters = nil
		m.mu.Unlock()
		if len(letters) > 0 {
			return letters
		}
		<-m.notify
	}
}
