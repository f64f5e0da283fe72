// Package layers holds the house's walls: which package may import which, as a test.
package layers

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

const module = "github.com/counterpoint-go/counterpoint"

// The rules name every package of the module and what it may import beside the standard library, in
// the code that others import and, behind it, in its tests. A name that ends in /... stands for a
// package and all below it.
var rules = map[string]struct{ code, tests []string }{
	"": {nil, []string{"counter", "mutex", "atomic", "immutable", "tls", "lockfree", "deadlock", "csp", "parallel"}},

	// What engineers import stands on the standard library alone.
	"counter":   {nil, lesson},
	"mutex":     {nil, lesson},
	"atomic":    {nil, lesson},
	"immutable": {nil, lesson},
	"tls":       {nil, lesson},
	"lockfree":  {nil, lesson},
	"deadlock":  {[]string{"deadlock/lockorder"}, lesson},
	"csp":       {nil, lesson},
	"parallel":  {[]string{"parallel/internal/..."}, lesson},

	"atomic/litmus": {nil, []string{testify, "go.uber.org/goleak"}},

	// The locks that deadlock hands on under its build tag, and that generated code has in place of sync's.
	"deadlock/lockorder":                     {[]string{"deadlock/lockorder/internal/..."}, lesson},
	"deadlock/lockorder/internal/goroutines": {nil, []string{testify}},
	"deadlock/lockorder/internal/self":       {nil, []string{testify}},
	"deadlock/lockorder/sync":                {[]string{"deadlock/lockorder"}, []string{"internal/exports", testify}},

	// Worker processes and the memory that they have in common, which an exploration leaves as it is.
	"parallel/internal/process": {[]string{"parallel/internal/shared"}, []string{testify}},
	"parallel/internal/shared":  {nil, []string{testify}},

	"counter/countertest": {
		[]string{"counter"},
		[]string{"counter/...", "mutex", "atomic", "immutable", "tls", "lockfree", "deadlock", "csp", "parallel", testify},
	},

	"verdict": {
		// verdict/godeadlock is imported under a tag that no build sets.
		[]string{"explore", "explore/shim/runner", "internal/explorer", "internal/gocommand", "internal/instrument", "internal/lockcheck", "internal/racereport", "go.uber.org/goleak"},
		[]string{"verdict/...", testify, "go.uber.org/goleak", "github.com/rogpeppe/go-internal/..."},
	},
	"verdict/godeadlock": {
		[]string{"github.com/sasha-s/go-deadlock"},
		[]string{"internal/exports", testify, "github.com/sasha-s/go-deadlock"},
	},
	"internal/racereport": {nil, []string{testify}},
	"internal/layers":     {nil, []string{testify}},

	"internal/corpus": {nil, []string{"explore", "explore/shim/runner", "internal/explorer", "internal/gocommand", testify}},
	"internal/readme": {nil, []string{testify}},

	// It reads the technique packages, and imports none.
	"internal/promises": {nil, []string{testify}},

	"internal/source": {nil, []string{testify}},
	"internal/tables": {[]string{"internal/gocommand", "internal/source", "verdict"}, []string{testify}},

	// What the technique packages' tests have in common where they are explored, and the test that explores them.
	"internal/explored": {
		[]string{"counter", "explore/linearizable"},
		[]string{"atomic/litmus", "explore", "explore/shim/atomic", "explore/shim/runner", "internal/explorer", "internal/gocommand", "internal/source", testify},
	},

	// The technique packages' tests held to what they catch, and many random histories.
	"internal/histories": {[]string{"explore/linearizable"}, []string{"explore/linearizable", testify}},
	"internal/mutation": {
		[]string{"explore", "explore/shim/runner", "internal/explorer", "internal/gocommand", "golang.org/x/tools/txtar", testify},
		[]string{"golang.org/x/tools/txtar", testify},
	},

	"internal/terminal":  {[]string{"github.com/jedib0t/go-pretty/...", "golang.org/x/term"}, nil},
	"internal/gocommand": {nil, []string{testify}},

	// How times are measured; the comparison in bench, a module of its own, does so too.
	"internal/sample": {[]string{"golang.org/x/perf/benchmath"}, []string{testify}},

	// What concurrency costs on a machine, and the drawings of it.
	"internal/measure":      {[]string{"internal/sample", "parallel"}, []string{testify, "go.uber.org/goleak"}},
	"internal/measure/draw": {[]string{"internal/measure", "gonum.org/v1/plot/..."}, []string{testify}},

	"internal/page": {[]string{"explore", "explore/trace"}, []string{testify, "github.com/chromedp/..."}},

	// The rewriter knows the shims' import paths as strings only.
	"internal/instrument": {nil, []string{testify}},
	"internal/explorer": {
		[]string{"explore", "explore/shim/runner", "explore/trace", "internal/gocommand", "internal/instrument", "internal/rebuild", "golang.org/x/tools/go/packages"},
		[]string{testify},
	},
	"internal/lockcheck": {
		[]string{"deadlock/lockorder", "internal/gocommand", "internal/instrument", "internal/rebuild", "golang.org/x/tools/go/packages"},
		[]string{testify},
	},

	// How rewritten code is built, which the two have in common. It carries what that imports.
	"internal/rebuild": {
		[]string{module, "internal/gocommand", "golang.org/x/mod/modfile", "golang.org/x/tools/go/packages"},
		[]string{testify},
	},

	// Rewritten code of other modules has to build with these, without a network: the standard library only.
	"explore":                 {[]string{"explore/internal/...", "explore/shim/context", "explore/trace"}, []string{"explore/shim/...", testify, "go.uber.org/goleak"}},
	"explore/trace":           {nil, nil},
	"explore/internal/sched":  {nil, nil},
	"explore/internal/clock":  {[]string{"explore/internal/sched"}, nil},
	"explore/internal/search": {[]string{"explore/internal/clock", "explore/internal/sched"}, []string{testify}},
	"explore/shim/memory":     {[]string{"explore/internal/sched"}, []string{"explore", "explore/shim/internal/shimtest", "explore/shim/sync", testify}},
	"explore/shim/sync":       {[]string{"explore/internal/sched"}, []string{"explore/internal/...", "explore/shim/internal/shimtest", "explore/shim/memory", testify}},
	"explore/shim/atomic":     {[]string{"explore/internal/sched"}, []string{"explore/internal/...", "explore/shim/internal/shimtest", "explore/shim/memory", "explore/shim/sync", testify}},
	"explore/shim/channel":    {[]string{"explore/internal/sched"}, []string{"explore/internal/search", testify}},
	"explore/shim/time":       {[]string{"explore/internal/sched", "explore/shim/channel"}, []string{"explore", "explore/shim/internal/shimtest", "explore/shim/memory", "explore/shim/runtime", "explore/shim/sync", testify}},
	"explore/shim/context":    {[]string{"explore/internal/sched", "explore/shim/channel", "explore/shim/time"}, []string{"explore", "explore/shim/internal/shimtest", "explore/shim/memory", testify}},
	"explore/shim/runtime":    {[]string{"explore/internal/sched"}, []string{"explore/internal/search", "explore/shim/internal/shimtest", testify}},
	"explore/shim/rand":       {[]string{"explore/internal/sched", "explore/shim/rand/internal/stream"}, []string{"explore/internal/search", "explore/shim/internal/shimtest", "explore/shim/rand/v2", testify}},
	"explore/shim/rand/v2":    {[]string{"explore/internal/sched", "explore/shim/rand/internal/stream"}, []string{"explore/internal/search", testify}},

	// What a rewritten test is given is the T of explore.
	"explore/shim/testing": {[]string{"explore"}, []string{"explore/shim/...", testify, "go.uber.org/goleak"}},

	// What generated code calls to have a test explored.
	"explore/shim/runner": {[]string{"explore", "explore/internal/sched"}, []string{"explore/shim/...", testify}},

	// What the shims' tests have in common.
	"explore/shim/internal/shimtest": {[]string{"explore", "explore/internal/...", "internal/exports", testify}, nil},
	"internal/exports":               {[]string{"internal/exitsoon", testify}, nil},
	"internal/exitsoon":              {},

	"explore/shim/rand/internal/stream": {[]string{"explore/internal/sched"}, []string{"explore/internal/search", testify}},

	"explore/linearizable": {
		[]string{"explore/internal/sched", "github.com/anishathalye/porcupine"},
		[]string{"explore", "explore/shim/...", testify},
	},

	"cmd/counterpoint": {
		[]string{
			"atomic/litmus", "deadlock/lockorder", "explore", "explore/shim/runner", "explore/trace", "internal/explorer", "internal/gocommand",
			"internal/instrument", "internal/lockcheck", "internal/measure", "internal/measure/draw", "internal/page", "internal/racereport", "internal/rebuild", "internal/source", "internal/tables", "internal/terminal", "parallel", "verdict",
			"github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/jedib0t/go-pretty/...", "golang.org/x/term",
		},
		[]string{testify, "github.com/rogpeppe/go-internal/testscript"},
	},
}

const testify = "github.com/stretchr/testify/..."

// lesson is what the tests of a technique package may import.
var lesson = []string{"counter/...", "explore/linearizable", "internal/explored", "internal/histories", "internal/mutation", "verdict", testify, "go.uber.org/goleak", "pgregory.net/rapid"}

func TestImportsPointDown(t *testing.T) {
	type pkg struct {
		ImportPath                         string
		Imports, TestImports, XTestImports []string
	}
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", module+"/...").Output()
	require.NoError(t, err)
	var listed []string
	for decoder := json.NewDecoder(strings.NewReader(string(out))); decoder.More(); {
		var p pkg
		require.NoError(t, decoder.Decode(&p))
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
		listed = append(listed, name)
		rule, ok := rules[name]
		if !assert.True(t, ok, "package %q has no rule: say in rules what it may import", name) {
			continue
		}
		for _, path := range p.Imports {
			assert.True(t, allowed(path, name, rule.code), "%s imports %s, which its rule does not allow", p.ImportPath, path)
		}
		for _, path := range slices.Concat(p.TestImports, p.XTestImports) {
			assert.True(t, allowed(path, name, slices.Concat(rule.code, rule.tests, []string{"internal/exitsoon"})),
				"a test of %s imports %s, which its rule does not allow", p.ImportPath, path)
		}
	}
	for name := range rules {
		assert.Contains(t, listed, name, "there is a rule for a package that does not exist")
	}
}

// allowed says whether the package of this name may import path.
func allowed(path, name string, rule []string) bool {
	first, _, _ := strings.Cut(path, "/")
	if !strings.Contains(first, ".") {
		return true // the standard library
	}
	if path == module && name == "" || path == module+"/"+name {
		return true // an external test imports its own package
	}
	return slices.ContainsFunc(rule, func(pattern string) bool {
		if first, _, _ := strings.Cut(pattern, "/"); !strings.Contains(first, ".") {
			pattern = module + "/" + pattern
		}
		below, whole := strings.CutSuffix(pattern, "/...")
		return path == below || whole && strings.HasPrefix(path, below+"/")
	})
}

func TestAllowed(t *testing.T) {
	rule := []string{"counter/...", "verdict", "golang.org/x/term"}
	for path, want := range map[string]bool{
		"sync/atomic":                    true,
		module + "/counter":              true,
		module + "/counter/countertest":  true,
		module + "/counters":             false,
		module + "/verdict":              true,
		module + "/verdict/godeadlock":   false,
		"golang.org/x/term":              true,
		"golang.org/x/terminal":          false,
		"github.com/sasha-s/go-deadlock": false,
	} {
		assert.Equal(t, want, allowed(path, "x", rule), path)
	}
}
