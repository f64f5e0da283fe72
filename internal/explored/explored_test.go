package explored_test

import (
	"os"
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
)

const module = "github.com/counterpoint-go/counterpoint/"

// raced says whether this is a binary with the race detector.
var raced = false

// fails says what is found of each unsafe type that has a test, by package: the kind of the first failure.
var fails = map[string]map[explore.Kind]string{
	"counter": {
		explore.Failed:   "UnsafeNamedResult",
		explore.DataRace: "Unsafe UnsafeCapturedErr UnsafeFarApart UnsafeKeyed UnsafeLogged UnsafeSleep",
	},
	"mutex": {
		explore.Failed:     "UnsafeCheckThenAct UnsafeEachHalf UnsafeGetSet UnsafeLockEach UnsafeTryLock",
		explore.FatalError: "UnsafeUnlockTwice UnsafeWrongUnlock",
		explore.DataRace:   "UnsafeLocalLock UnsafeRLockWrite UnsafeRead UnsafeTwoLocks UnsafeUnrelatedLock UnsafeUnrelatedLockBefore",
		explore.Deadlock:   "UnsafeEarlyReturn UnsafePanic UnsafeUpgrade",
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
		explore.Failed:   "UnsafeEarlyAtomic UnsafeReusedSlot UnsafeUnflushed",
		explore.DataRace: "UnsafeEarlyMerge UnsafeSharedHandle UnsafeSharedSlot",
	},
	"lockfree": {
		explore.Failed:   "UnsafeNoRetry UnsafePeekPop UnsafeRecycled UnsafeStorePush UnsafeSwapTail UnsafeTwoDrainers UnsafeTwoProducers",
		explore.DataRace: "UnsafePlainNext",
	},
	"deadlock": {
		explore.Failed:   "UnsafeCondIf UnsafeInFlight UnsafePolite",
		explore.Deadlock: "UnsafeCallback UnsafeCycle3 UnsafeLedger UnsafeMissedSignal UnsafeOnceSelf UnsafeReRLock UnsafeRelock UnsafeSendLocked UnsafeSignal UnsafeTable UnsafeWaitInLoop",
		explore.Leak:     "UnsafeTimeoutLeak",
	},
	"csp": {
		explore.Failed:   "UnsafeDrop UnsafeGetSet UnsafeReuse UnsafeStop",
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

// TestPackages explores the nine packages' own code, as the command does: what is safe passes in all interleavings,
// and of what is unsafe one is found that fails.
func TestPackages(t *testing.T) {
	if raced || testing.Short() {
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
	for pkg, kinds := range fails {
		unsafe := 0
		for kind, names := range kinds {
			assert.ElementsMatch(t, strings.Fields(names), found[pkg][kind], "%s: %s", pkg, kind)
			unsafe += len(found[pkg][kind])
		}
		assert.NotZero(t, tests[pkg], "nothing safe of %s was explored", pkg)
		t.Logf("%s: %d tests of what is safe pass in all their %d interleavings; %d of what is unsafe fail",
			pkg, tests[pkg], interleavings[pkg], unsafe)
	}
}
