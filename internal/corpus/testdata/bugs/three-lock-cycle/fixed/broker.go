package broker

import "sync"

// A Broker routes messages. Its parts have a lock each.
type Broker struct {
	topics  topics
	clients clients
	quota   quota
}

type topics struct {
	sync.Mutex
	sent int
}

type clients struct {
	sync.Mutex
	online int
}

type quota struct {
	sync.Mutex
	used int
}

// Publish counts a message for a topic, if there is anybody to read it.
func (b *Broker) Publish() {
	b.topics.Lock()
	defer b.topics.Unlock()
	b.clients.Lock()
	defer b.clients.Unlock()
	b.topics.sent += b.clients.online
}

// Connect admits a client, and charges it to the quota.
func (b *Broker) Connect() {
	b.clients.Lock()
	defer b.clients.Unlock()
	b.quota.Lock()
	defer b.quota.Unlock()
	b.quota.used++
	b.clients.online++
}

// Settle ends a period: what was sent is charged to the quota.
func (b *Broker) Settle() {
	b.topics.Lock()
	defer b.topics.Unlock()
	b.quota.Lock()
	defer b.quota.Unlock()
	b.quota.used += b.topics.sent
	b.topics.sent = 0
}
