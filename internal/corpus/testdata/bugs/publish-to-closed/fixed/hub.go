package hub

import "sync"

// A Hub sends each message to all subscribers that have room for it.
type Hub struct {
	mu   sync.RWMutex
	subs map[chan string]bool
}

// Subscribe returns a channel for messages.
func (h *Hub) Subscribe() chan string {
	c := make(chan string, 1)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.subs == nil {
		h.subs = make(map[chan string]bool)
	}
	h.subs[c] = true
	return c
}

// Unsubscribe closes the channel.
func (h *Hub) Unsubscribe(c chan string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.subs, c)
	close(c)
}

// Publish sends a message.
func (h *Hub) Publish(message string) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	var subs []chan string
	for c := range h.subs {
		subs = append(subs, c)
	}
	for _, c := range subs {
		select {
		case c <- message:
		default: // too slow
		}
	}
}
