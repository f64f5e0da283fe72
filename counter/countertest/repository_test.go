package countertest_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/counter/countertest"
	"github.com/counterpoint-go/counterpoint/csp"
	"github.com/counterpoint-go/counterpoint/deadlock"
	"github.com/counterpoint-go/counterpoint/mutex"
	"github.com/counterpoint-go/counterpoint/tls"
)

// unsafeCounters are the unsafe counters of this module that break the contract whatever the
// scheduler does, and a rule that each of them breaks.
var unsafeCounters = map[string]struct {
	newCounter func() counter.Counter
	breaks     string
}{
	"csp.UnsafeDrop": { // drops what the buffer has no room for
		func() counter.Counter {
			c := csp.NewUnsafeDrop(10)
			var reporter sync.Mutex // Value is for one goroutine at a time
			return wrong{c.Add, func() int64 {
				reporter.Lock()
				defer reporter.Unlock()
				return c.Value()
			}}
		}, "Sum",
	},
	"csp.UnsafeClose": { // panics once it is closed
		func() counter.Counter {
			c := csp.NewUnsafeClose()
			c.Close()
			return c
		}, "Sequential",
	},
	"deadlock.UnsafeCallback": { // hangs when the callback asks for the value
		func() counter.Counter {
			c := new(deadlock.UnsafeCallback)
			c.OnAdd = func(int64) { c.Value() }
			return c
		}, "Sequential",
	},
	"deadlock.UnsafeOnceSelf": { // hangs when what it loads is added up with Add
		func() counter.Counter {
			var c *deadlock.UnsafeOnceSelf
			c = deadlock.NewUnsafeOnceSelf(func() int64 { c.Add(1); return 0 })
			return c
		}, "Zero",
	},
	"deadlock.UnsafeSendLocked": { // hangs when nobody receives
		func() counter.Counter { return deadlock.NewUnsafeSendLocked(make(chan int64)) }, "Sequential",
	},
	"mutex.UnsafeNested": { // hangs in its own Value
		func() counter.Counter { return new(mutex.UnsafeNested) }, "Sequential",
	},
	"tls.UnsafeUnflushed": { // keeps the last increments to itself
		func() counter.Counter {
			c := new(tls.UnsafeUnflushed)
			return wrong{func(delta int64) { c.Local()(delta) }, c.Value}
		}, "Sequential",
	},
	"tls.UnsafeReusedSlot": { // gives the fifth of them the first one's slot
		func() counter.Counter {
			c := new(tls.UnsafeReusedSlot)
			return wrong{func(delta int64) { c.Local()(delta) }, c.Value}
		}, "Sequential",
	},
}

// others are the unsafe counters that the suite cannot be asked to refuse, and why.
const (
	racy      = "a data race: what the sum is takes luck, that there is a race does not"
	luck      = "no data race, and wrong only where two meet in the middle"
	elsewhere = "Add and Value keep the contract: the mistake is in another method, or in the use"
	fatal     = "the runtime ends the process, which no test survives"
)

var others = map[string]string{
	"counter.Unsafe":                  racy,
	"counter.UnsafeSleep":             racy,
	"counter.UnsafeLogged":            racy,
	"counter.UnsafeFarApart":          racy,
	"mutex.UnsafeRead":                racy,
	"mutex.UnsafeRLockWrite":          racy,
	"mutex.UnsafeTwoLocks":            racy,
	"mutex.UnsafeLocalLock":           racy,
	"mutex.UnsafeUnrelatedLock":       racy,
	"mutex.UnsafeUnrelatedLockBefore": racy,
	"mutex.UnsafeEscape":              racy,
	"mutex.UnsafeGetSet":              luck,
	"mutex.UnsafeEachHalf":            luck,
	"mutex.UnsafeTryLock":             luck,
	"mutex.UnsafeCheckThenAct":        elsewhere,
	"mutex.UnsafeWrongUnlock":         fatal,
	"atomic.UnsafeLoadStore":          luck,
	"atomic.UnsafeCASOnce":            luck,
	"atomic.UnsafeMixed":              racy,
	"atomic.UnsafeReset":              elsewhere,
	"atomic.UnsafeCheckThenAdd":       elsewhere,
	"lockfree.UnsafeTwoDrainers":      luck,
	"deadlock.UnsafeCondIf":           elsewhere,
	"deadlock.UnsafeSignal":           elsewhere,
	"deadlock.UnsafeRelock":           elsewhere,
	"deadlock.UnsafeReRLock":          elsewhere,
	"csp.UnsafeGetSet":                luck,
	"parallel.UnsafeCopied":           elsewhere,
	"parallel.UnsafeGIL":              luck,
	"parallel.UnsafeLockOSThread":     racy,
	"parallel.UnsafePerProcess":       elsewhere,
	"parallel.UnsafeReleased":         luck,
	"parallel.UnsafeSent":             elsewhere,
	"parallel.UnsafeShared":           racy,
}

func TestUnsafeCountersFail(t *testing.T) {
	defer countertest.SetPatience(50 * time.Millisecond)() // some of them never return
	for name, unsafe := range unsafeCounters {
		t.Run(name, func(t *testing.T) {
			assert.Contains(t, broken(t, unsafe.newCounter), unsafe.breaks)
		})
	}
}

// TestEveryUnsafeCounterIsHere fails when an unsafe type of a technique package has the methods of a
// counter and is in neither list.
func TestEveryUnsafeCounterIsHere(t *testing.T) {
	var found []string
	for _, pkg := range []string{"counter", "mutex", "atomic", "immutable", "tls", "lockfree", "deadlock", "csp", "parallel"} {
		files, err := filepath.Glob(filepath.Join("../..", pkg, "*.go"))
		require.NoError(t, err)
		require.NotEmpty(t, files)
		methods := map[string]map[string]bool{}
		for _, path := range files {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			require.NoError(t, err)
			for _, decl := range file.Decls {
				f, ok := decl.(*ast.FuncDecl)
				if !ok || f.Recv == nil {
					continue
				}
				typ := f.Recv.List[0].Type
				if star, ok := typ.(*ast.StarExpr); ok {
					typ = star.X
				}
				if ident, ok := typ.(*ast.Ident); ok && isCounterMethod(f) {
					if methods[ident.Name] == nil {
						methods[ident.Name] = map[string]bool{}
					}
					methods[ident.Name][f.Name.Name] = true
				}
			}
		}
		for typ, has := range methods {
			if strings.HasPrefix(typ, "Unsafe") && has["Add"] && has["Value"] {
				found = append(found, pkg+"."+typ)
			}
		}
	}
	for _, name := range found {
		_, fails := unsafeCounters[name]
		_, other := others[name]
		assert.True(t, fails != other, "%s has to be in one of the two lists", name)
	}
	for name := range others {
		assert.Contains(t, found, name, "it is listed, and is not there")
	}
}

// isCounterMethod says whether f is Add(int64) or Value() int64.
func isCounterMethod(f *ast.FuncDecl) bool {
	fields := func(list *ast.FieldList) (types []string) {
		if list != nil {
			for _, field := range list.List {
				if ident, ok := field.Type.(*ast.Ident); ok {
					types = append(types, ident.Name)
				} else {
					types = append(types, "?")
				}
			}
		}
		return types
	}
	signature := f.Name.Name + "(" + strings.Join(fields(f.Type.Params), ",") + ")" + strings.Join(fields(f.Type.Results), ",")
	return signature == "Add(int64)" || signature == "Value()int64"
}
