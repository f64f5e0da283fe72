package verdict

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// What the environment can ask of a table. The first four are for people; the others are how a
// parent tells its child what it is for.
const (
	envInProcess = "VERDICT_INPROCESS" // 1: run every row in the test process itself, without children
	envTools     = "VERDICT_TOOLS"     // race,vet: ask these tools only
	envSize      = "VERDICT_SIZE"      // 8x1000: goroutines and steps of a row that lets us choose
	envReport    = "VERDICT_REPORT"    // a directory: write each row's Report there
	envList      = "VERDICT_LIST"      // 1: publish each row with its expectations, run nothing

	envChild   = "VERDICT_CHILD"   // the tool that this process is to be watched by
	envRow     = "VERDICT_ROW"     // in a binary that explores, the row
	envBuild   = "VERDICT_BUILD"   // build the binary that is rewritten for a tool, "tool=path", and run nothing
	envAccount = "VERDICT_ACCOUNT" // the file where this process says how its row ended
	envRest    = "VERDICT_REST"    // 1: a row whose goroutines have all come to rest has hung
)

// askedTools returns the tools that VERDICT_TOOLS names, or all of them.
func askedTools() ([]Tool, error) {
	names := os.Getenv(envTools)
	if names == "" {
		return Tools(), nil
	}
	var tools []Tool
	for name := range strings.SplitSeq(names, ",") {
		tool := Tool(strings.TrimSpace(name))
		if !slices.Contains(Tools(), tool) {
			return nil, fmt.Errorf("%s names the unknown tool %q; the tools are %s", envTools, tool, join(Tools()))
		}
		tools = append(tools, tool)
	}
	return tools, nil
}

// askedSize returns how many goroutines and steps VERDICT_SIZE asks for, 8 and 1,000 if it is unset.
func askedSize() (goroutines, steps int, err error) {
	size := os.Getenv(envSize)
	if size == "" {
		return 8, 1000, nil
	}
	if n, err := fmt.Sscanf(size+"\n", "%dx%d\n", &goroutines, &steps); n != 2 || err != nil || goroutines < 1 || steps < 1 {
		return 0, 0, fmt.Errorf("%s is %q; it takes goroutines and steps, both at least 1, like 8x1000", envSize, size)
	}
	return goroutines, steps, nil
}

// childEnv returns the environment of a row's process: that of this one, less everything that would
// change what a tool sees, and the settings given.
func childEnv(settings ...string) []string {
	env := slices.DeleteFunc(os.Environ(), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		switch name {
		case "GORACE", "GODEADLOCK", "GOMAXPROCS", "GODEBUG", "GOGC", "GOMEMLIMIT", "GOTRACEBACK":
			return true
		}
		return strings.HasPrefix(name, "VERDICT_") && name != envSize
	})
	return append(append(env, "GOMAXPROCS=4", "GOTRACEBACK=all"), settings...)
}
