package counterpoint

import (
	"embed"
	"io/fs"
)

// sources holds the packages that rewritten code imports. Those that want a library are not among them.
//
//go:embed explore/*.go explore/trace explore/internal explore/shim
var sources embed.FS

// ExploreSources returns the source of package explore and of what it stands on, tests included. The command
// counterpoint explore builds other modules' tests with it, so that it needs no network for that.
func ExploreSources() fs.FS { return sources }
