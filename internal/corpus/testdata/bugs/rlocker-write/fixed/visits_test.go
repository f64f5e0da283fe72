package visits

import (
	"sync"
	"testing"
)

func TestViews(t *testing.T) {
	p := &Page{title: "Home"}
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { p.Show() })
	}
	wg.Go(func() { p.Rename("Start") })
	wg.Wait()
	if n := p.Views(); n != 2 {
		t.Errorf("%d views, want 2", n)
	}
}
