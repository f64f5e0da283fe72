package client

import (
	"errors"
	"sync"
	"sync/atomic"
)

// ErrDown says that there is nobody to talk to.
var ErrDown = errors.New("client: the server is down")

// A Server can be reached once it is up.
type Server struct{ up atomic.Bool }

// Start brings the server up.
func (s *Server) Start() { s.up.Store(true) }

func (s *Server) dial() (*Conn, error) {
	if !s.up.Load() {
		return nil, ErrDown
	}
	return &Conn{peer: "server"}, nil
}

// A Conn is a connection.
type Conn struct{ peer string }

// A Client dials when it is asked for its connection for the first time.
type Client struct {
	server *Server
	mu     sync.Mutex
	conn   *Conn
}

// Conn returns the connection.
func (c *Client) Conn() (conn *Conn, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.conn == nil {
		c.conn, err = c.server.dial()
	}
	return c.conn, err
}
