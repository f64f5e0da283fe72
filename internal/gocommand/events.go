package gocommand

// A TestEvent is a line of go test -json, see go doc test2json.
type TestEvent struct {
	Action, Package, Test, Output string
	Elapsed                       float64
	ImportPath                    string // of a build-output
	FailedBuild                   string // of a package that failed: the ImportPath of what did not build
}
