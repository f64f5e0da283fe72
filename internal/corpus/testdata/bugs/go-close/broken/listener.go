package listener

// A Listener says at which address it listens once it does.
type Listener struct {
	address string
	ready   chan struct{}
}

// Listen starts to listen.
func Listen(port string) *Listener {
	l := &Listener{ready: make(chan struct{})}
	go l.open(port)
	return l
}

func (l *Listener) open(port string) {
	go close(l.ready)
	l.address = "127.0.0.1:" + port
}

// Address returns the address. It waits for it.
func (l *Listener) Address() string {
	<-l.ready
	return l.address
}
