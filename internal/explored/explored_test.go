//go:build !race

// Here binaries are built without the race detector, whatever these tests are built with.

package explored_test

import (
	"go/ast"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/runner"
	"github.com/counterpoint-go/counterpoint/internal/explorer"
	"github.com/counterpoint-go/counterpoint/internal/gocommand"
	"github.com/counterpoint-go/counterpoint/internal/source"
)

const module = "github.com/counterpoint-go/counterpoint/"

// fails says what is found of each unsafe type that has a test, by package: the kind of the first failure.
var fails = map[string]map[explore.Kind]string{
	"counter": {
		explore.Failed:   "UnsafeNamedResult",
		explore.DataRace: "Unsafe UnsafeCapturedErr UnsafeFarApart UnsafeKeyed UnsafeLogged UnsafeSleep",
	},
	"mutex": {
		explore.Failed:     "UnsafeCheckThenAct UnsafeEachHalf UnsafeGetSet UnsafeLockEach UnsafeTryLock",
		explore.FatalError: "UnsafeUnlockTwice UnsafeWrongUnlock",
		explore.DataRace:   "UnsafeEscape UnsafeLocalLock UnsafeRLockWrite UnsafeRead UnsafeTwoLocks UnsafeUnrelatedLock UnsafeUnrelatedLockBefore",
		explore.Deadlock:   "UnsafeEarlyReturn UnsafeNested UnsafePanic UnsafeUpgrade",
	},
	"atomic": {
		explore.Failed:   "UnsafeAddThenUndo UnsafeCASOnce UnsafeCheckThenAdd UnsafeLoadStore UnsafeReset UnsafeTwo",
		explore.Panic:    "UnsafeValue",
		explore.DataRace: "UnsafeDoubleChecked UnsafeFlag UnsafeMixed UnsafeOnce",
	},
	"immutable": {
		explore.Failed:   "UnsafeCopyThenStore UnsafeSharedSlice UnsafeSpareCapacity UnsafeTwoLoads",
		explore.DataRace: "UnsafeAppend UnsafeGetter UnsafeMemo UnsafePublish UnsafePublishEarly UnsafeShallow UnsafeSharedMap",
	},
	"tls": {
		explore.Failed:   "UnsafeEarlyAtomic UnsafeReset UnsafeReusedSlot UnsafeUnflushed",
		explore.DataRace: "UnsafeEarlyMerge UnsafeSharedHandle UnsafeSharedSlot",
	},
	"lockfree": {
		explore.Failed:   "UnsafeNoRetry UnsafePeekPop UnsafeRecycled UnsafeStorePush UnsafeSwapTail UnsafeTwoDrainers",
		explore.DataRace: "UnsafePlainNext UnsafeTwoProducers",
	},
	"deadlock": {
		explore.Failed: "UnsafeCondIf UnsafeInFlight UnsafePolite",
		explore.Deadlock: "UnsafeBooking UnsafeCallback UnsafeCrew UnsafeCycle3 UnsafeHalfGuarded UnsafeLedger UnsafeMerge UnsafeMirror UnsafeMissedSignal " +
			"UnsafeNilResults UnsafeOnceSelf UnsafePrices UnsafeReRLock UnsafeRefund UnsafeRelock UnsafeSendLocked UnsafeSignal UnsafeSlots UnsafeTable " +
			"UnsafeTopic UnsafeUpgrade UnsafeWaitForSelf UnsafeWaitInLoop UnsafeWaitThenReceive UnsafeWarehouse",
		explore.Leak: "UnsafeTimeoutLeak",
	},
	"csp": {
		explore.Failed:   "UnsafeBufferedSignal UnsafeDrop UnsafeGetSet UnsafeReuse UnsafeStop",
		explore.Panic:    "UnsafeClose UnsafeCloseTwice",
		explore.DataRace: "UnsafeCloseFlag UnsafeFuture",
		explore.Deadlock: "UnsafeNeverClosed UnsafeSemaphoreLeak",
		explore.Leak:     "UnsafeUnread",
	},
	"parallel": {
		explore.Failed:   "UnsafeGIL",
		explore.DataRace: "UnsafeLockOSThread",
	},
}

// others are the unsafe types and functions that no such test is about, and why.
const (
	alone   = "nothing safe has the same methods, so that there is no test to share: see the row of its verdict"
	unseen  = "what goes wrong is in a package of the standard library, which is not rewritten"
	outside = "its variable is not in Go's memory, and other processes' steps are not part of an exploration"
	spins   = "an execution that goes on for ever is cut off, and is not taken for a failure"
)

var others = map[string]string{
	"mutex.UnsafeDeferInLoop":     alone,
	"immutable.UnsafeLateCopy":    unseen, // maps.Clone reads the map
	"tls.UnsafeContext":           alone,
	"tls.UnsafePooled":            unseen, // fmt writes to the buffer
	"lockfree.UnsafeLenSnapshot":  alone,
	"deadlock.UnsafeReadersFirst": spins,
	"deadlock.UnsafeSpin":         spins,
	"csp.UnsafeAskSelf":           alone,
	"csp.UnsafeLenCheck":          alone,
	"csp.UnsafeNilChannel":        alone,
	"csp.UnsafeOwners":            alone,
	"csp.UnsafeRecover":           alone,
	"parallel.UnsafeCopied":       alone,
	"parallel.UnsafeOneProcessor": alone,
	"parallel.UnsafePerProcess":   alone,
	"parallel.UnsafeReleased":     alone,
	"parallel.UnsafeSent":         alone,
	"parallel.UnsafeShared":       outside,
}

// Nothing unsafe is forgotten.
func TestEveryUnsafeTypeIsHere(t *testing.T) {
	var declared, listed []string
	for pkg, kinds := range fails {
		for _, names := range kinds {
			for _, name := range strings.Fields(names) {
				listed = append(listed, pkg+"."+name)
			}
		}
		files, err := filepath.Glob("../../" + pkg + "/*.go")
		require.NoError(t, err)
		for _, path := range files {
			file, err := source.Read(path)
			require.NoError(t, err)
			for _, name := range topLevel(file) {
				if strings.HasPrefix(name, "Unsafe") {
					declared = append(declared, pkg+"."+name)
				}
			}
		}
	}
	listed = slices.AppendSeq(listed, maps.Keys(others))
	assert.ElementsMatch(t, declared, listed)
}

// topLevel returns the names of the types and functions that a file declares.
func topLevel(file *source.File) (names []string) {
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				names = append(names, d.Name.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok {
					names = append(names, spec.Name.Name)
				}
			}
		}
	}
	return names
}

// TestPackages explores the nine packages' own code, as the command does: what is safe passes in all interleavings,
// and of what is unsafe one is found that fails.
func TestPackages(t *testing.T) {
	if testing.Short() {
		t.Skip("rewrites, builds and explores nine packages")
	}
	request := explorer.Request{
		Run:      regexp.MustCompile("^TestExplored"),
		Tags:     "unsafe",
		Settings: runner.Settings{Time: time.Minute},
		Temp:     t.TempDir(),
	}
	for pkg := range fails {
		request.Patterns = append(request.Patterns, module+pkg)
	}
	slices.Sort(request.Patterns)
	outcome, err := explorer.Explore(t.Context(), gocommand.Go{Env: os.Environ()}, request)
	require.NoError(t, err)
	assert.Empty(t, outcome.Troubles)
	assert.Len(t, outcome.Answers, outcome.Known)

	tests, interleavings := map[string]int{}, map[string]int{} // of what is safe, by package
	found := map[string]map[explore.Kind][]string{}
	for _, a := range outcome.Answers {
		pkg, name := strings.TrimPrefix(a.Package, module), strings.TrimPrefix(a.Name, "TestExplored")
		if !strings.HasPrefix(name, "Unsafe") {
			assert.Equal(t, explorer.Pass, a.Verdict, "%s: %s\n%s", a.Test, a.Why, a.Report)
			if a.Report != nil {
				tests[pkg]++
				interleavings[pkg] += a.Report.Executions - a.Report.Redundant
			}
			continue
		}
		if assert.Equal(t, explorer.Fail, a.Verdict, "%s: no interleaving fails: %s\n%s", a.Test, a.Why, a.Report) {
			if found[pkg] == nil {
				found[pkg] = map[explore.Kind][]string{}
			}
			kind := a.Report.Failures[0].Kind
			found[pkg][kind] = append(found[pkg][kind], name)
		}
	}
	for _, pkg := range slices.Sorted(maps.Keys(fails)) {
		unsafe := 0
		for kind, names := range fails[pkg] {
			assert.ElementsMatch(t, strings.Fields(names), found[pkg][kind], "%s: %s", pkg, kind)
			unsafe += len(found[pkg][kind])
		}
		assert.NotZero(t, tests[pkg], "nothing safe of %s was explored", pkg)
		t.Logf("%s: %d tests of what is safe pass in all their %d interleavings; %d of what is unsafe fail",
			pkg, tests[pkg], interleavings[pkg], unsafe)
	}
}
