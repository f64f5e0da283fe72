package crawl

import (
	"testing"
	"time"
)

func TestCrawler(t *testing.T) {
	var c Crawler
	c.Fetch("/", "/about")
	time.Sleep(5 * time.Millisecond) // the network takes its time
	if n := c.Wait(); n != 2 {
		t.Errorf("%d pages, want 2", n)
	}
}
