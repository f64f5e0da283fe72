package crawl

import "testing"

func TestCrawl(t *testing.T) {
	site := Site{"/": {"/a", "/b", "/c"}, "/a": {"/d", "/b"}, "/b": {"/d"}, "/c": {"/d"}, "/d": {"/"}}
	for page, n := range Crawl(site, "/") {
		if n != 1 {
			t.Errorf("%s was fetched %d times", page, n)
		}
	}
}
