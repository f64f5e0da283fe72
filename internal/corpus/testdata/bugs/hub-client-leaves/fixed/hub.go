package hub

// A Client gets what the hub says.
type Client struct {
	hub  *Hub
	send chan string
	got  int
}

// A Hub tells all clients.
type Hub struct {
	register   chan *Client
	unregister chan *Client
	broadcast  chan string
	quit       chan struct{}
	done       chan struct{}
}

// New returns a hub that is running.
func New() *Hub {
	h := &Hub{make(chan *Client), make(chan *Client), make(chan string), make(chan struct{}), make(chan struct{})}
	go h.run()
	return h
}

func (h *Hub) run() {
	defer close(h.done)
	clients := make(map[*Client]bool)
	for {
		select {
		case c := <-h.register:
			clients[c] = true
		case c := <-h.unregister:
			if clients[c] {
				delete(clients, c)
				close(c.send)
			}
		case message := <-h.broadcast:
			for c := range clients {
				select {
				case c.send <- message:
				default:
					delete(clients, c)
					close(c.send)
				}
			}
		case <-h.quit:
			for c := range clients {
				close(c.send)
			}
			return
		}
	}
}

// Join adds a client that leaves after n messages.
func (h *Hub) Join(n int) *Client {
	c := &Client{hub: h, send: make(chan string)}
	h.register <- c
	go func() {
		for range c.send {
			if c.got++; c.got == n {
				select {
				case h.unregister <- c:
				case <-h.done:
				}
				return
			}
		}
	}()
	return c
}
