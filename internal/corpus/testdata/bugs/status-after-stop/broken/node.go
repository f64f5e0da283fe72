package node

// A Status is what a node knows of itself.
type Status struct {
	Term, Applied int
}

// A Node takes proposals one after the other.
type Node struct {
	propc   chan int
	readyc  chan []int
	advance chan struct{}
	status  chan chan Status
	stop    chan struct{}
	done    chan struct{}
}

// Start starts a node.
func Start() *Node {
	n := &Node{make(chan int), make(chan []int), make(chan struct{}), make(chan chan Status), make(chan struct{}), make(chan struct{})}
	go n.run()
	return n
}

func (n *Node) run() {
	var log []int
	var s Status
	var readyc chan []int
	var advance chan struct{}
	for {
		if advance == nil && len(log) > 0 {
			readyc = n.readyc
		} else {
			readyc = nil
		}
		select {
		case p := <-n.propc:
			log = append(log, p)
		case readyc <- log:
			s.Applied += len(log)
			log = nil
			advance = n.advance
		case <-advance:
			advance = nil
		case c := <-n.status:
			c <- s
		case <-n.stop:
			close(n.done)
			return
		}
	}
}

// Propose adds an entry.
func (n *Node) Propose(p int) {
	select {
	case n.propc <- p:
	case <-n.done:
	}
}

// Status asks the node.
func (n *Node) Status() Status {
	c := make(chan Status)
	n.status <- c
	return <-c
}

// Stop stops the node.
func (n *Node) Stop() {
	select {
	case n.stop <- struct{}{}:
	case <-n.done:
		return
	}
	<-n.done
}
