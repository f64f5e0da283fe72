package version

// A Checker asks for the latest version in the background.
type Checker struct {
	latest *string
	done   chan struct{}
}

// Check starts to ask.
func Check(ask func() string) *Checker {
	c := &Checker{done: make(chan struct{})}
	go func() {
		defer close(c.done)
		v := ask()
		c.latest = &v
	}()
	return c
}

// Latest returns the latest version.
func (c *Checker) Latest() string {
	<-c.done
	return *c.latest
}
