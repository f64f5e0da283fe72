package pinger

// A Pinger tells a function when a peer has answered.
type Pinger struct {
	answers chan string
	stopped chan struct{}
	onPong  func(peer string)
}

// Start returns a pinger that runs.
func Start(onPong func(peer string)) *Pinger {
	p := &Pinger{answers: make(chan string, 1), stopped: make(chan struct{})}
	go p.run()
	p.onPong = onPong
	return p
}

func (p *Pinger) run() {
	defer close(p.stopped)
	p.onPong("localhost") // is always there
	for peer := range p.answers {
		p.onPong(peer)
	}
}

// Pong says that a peer has answered.
func (p *Pinger) Pong(peer string) { p.answers <- peer }

// Stop ends the pinger.
func (p *Pinger) Stop() {
	close(p.answers)
	<-p.stopped
}
