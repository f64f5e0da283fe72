//go:build counterpoint_godeadlock

package verdict

// The import is never built. It makes `go mod tidy`, which looks at every build tag, keep the
// checksums of go-deadlock in the go.sum of a module that uses verdict: the table builds with it.
import _ "github.com/counterpoint-go/counterpoint/verdict/godeadlock"
