package client

import (
	"errors"
	"testing"
	"time"
)

func TestConn(t *testing.T) {
	server := new(Server)
	go server.Start()
	time.Sleep(time.Millisecond)
	c := &Client{server: server}
	for range 2 {
		conn, err := c.Conn()
		if errors.Is(err, ErrDown) {
			continue // try again
		}
		if conn.peer != "server" {
			t.Errorf("connected to %s", conn.peer)
		}
	}
}
