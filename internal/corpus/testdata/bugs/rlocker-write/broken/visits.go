package visits

import "sync"

// A Page counts who looks at it.
type Page struct {
	mu    sync.RWMutex
	title string
	views int
}

func with(l sync.Locker, f func()) {
	l.Lock()
	defer l.Unlock()
	f()
}

// Rename changes the title.
func (p *Page) Rename(title string) {
	with(&p.mu, func() { p.title = title })
}

// Show returns the title, and counts that it did.
func (p *Page) Show() (title string) {
	with(p.mu.RLocker(), func() {
		p.views++
		title = p.title
	})
	return title
}

// Views says how often the page was shown.
func (p *Page) Views() (n int) {
	with(p.mu.RLocker(), func() { n = p.views })
	return n
}
