package mime

var types map[string]string

// TypeOf returns the content type of files that end in ext.
func TypeOf(ext string) string {
	if types == nil {
		types = load()
	}
	return types[ext]
}

func load() map[string]string {
	return map[string]string{
		".html": "text/html",
		".png":  "image/png",
		".json": "application/json",
	}
}
