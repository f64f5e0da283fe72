package election

import "sync"

// A Peer takes part in elections.
type Peer struct {
	mu     sync.Mutex
	id     int
	term   int
	voted  int
	leader bool
	peers  []*Peer
}

// Cluster returns n peers.
func Cluster(n int) []*Peer {
	peers := make([]*Peer, n)
	for i := range peers {
		peers[i] = &Peer{id: i, voted: -1, peers: peers}
	}
	return peers
}

func (p *Peer) vote(term, candidate int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if term > p.term {
		p.term, p.voted, p.leader = term, -1, false
	}
	if term < p.term || p.voted >= 0 && p.voted != candidate {
		return false
	}
	p.voted = candidate
	return true
}

// Campaign asks for votes.
func (p *Peer) Campaign() {
	p.mu.Lock()
	p.term++
	term := p.term
	p.voted, p.leader = p.id, false
	p.mu.Unlock()
	votes := 1
	for _, q := range p.peers {
		if q != p && q.vote(term, p.id) {
			votes++
		}
	}
	if votes > len(p.peers)/2 {
		p.mu.Lock()
		p.leader = p.term == term
		p.mu.Unlock()
	}
}
