package mime

import "sync"

var types = sync.OnceValue(load)

// TypeOf returns the content type of files that end in ext.
func TypeOf(ext string) string {
	return types()[ext]
}

func load() map[string]string {
	return map[string]string{
		".html": "text/html",
		".png":  "image/png",
		".json": "application/json",
	}
}
