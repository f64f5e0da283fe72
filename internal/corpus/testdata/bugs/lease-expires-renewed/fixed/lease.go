package lease

import (
	"sync"
	"time"
)

// A Lease ends unless it is renewed.
type Lease struct {
	sync.Mutex
	held    bool
	renewal int
	timer   *time.Timer
}

// Renew has the lease last from now on.
func (l *Lease) Renew(d time.Duration) {
	l.Lock()
	defer l.Unlock()
	if l.timer != nil {
		l.timer.Stop()
	}
	l.held = true
	l.renewal++
	renewal := l.renewal
	l.timer = time.AfterFunc(d, func() { l.expire(renewal) })
}

func (l *Lease) expire(renewal int) {
	l.Lock()
	defer l.Unlock()
	l.held = l.held && l.renewal != renewal
}

// Stop stops the timer. It says whether the lease was held, and whether the timer was still to ring.
func (l *Lease) Stop() (held, running bool) {
	l.Lock()
	defer l.Unlock()
	return l.held, l.timer.Stop()
}
