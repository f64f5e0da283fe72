package counterpoint

import (
	"embed"
	"io/fs"
)

// sources holds the packages that rewritten code imports, and what they stand on. Those that want a library are not
// among them.
//
//go:embed explore/*.go explore/trace explore/internal explore/shim deadlock/lockorder
var sources embed.FS

// Sources returns the source of the packages that rewritten code imports, and of what they stand on, tests included. The
// commands counterpoint explore and counterpoint deadlock build other modules' tests with it, so that they need no
// network for that.
func Sources() fs.FS { return sources }
