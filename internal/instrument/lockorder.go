package instrument

import (
	"go/ast"
)

// lockorder is the package that watches locks.
const lockorder = "github.com/counterpoint-go/counterpoint/deadlock/lockorder"

// WatchedSync is the package that stands in for sync with locks that are watched.
const WatchedSync = lockorder + "/sync"

// Watch returns those files of a package that change for the order of its locks to be watched: they import a look-alike
// of package sync, unless its locks are to be left alone, each go statement tells who starts whom, and what is done to
// channels tells what they order. All else stays. isWatched says of a package, by its path, whether it is rewritten like this one:
// a channel that is given to a function of another orders nothing.
func Watch(p *Package, leaveLocks bool, isWatched func(path string) bool) (map[string][]byte, error) {
	r := &rewriting{Package: p, Config: &Config{}, result: &Result{Files: map[string][]byte{}}}
	for i, syntax := range p.Files {
		f, err := r.newFile(i, syntax)
		if err != nil {
			return nil, err
		}
		f.tellOrder(isWatched)
		if !leaveLocks {
			f.swapSync()
		}
		if len(f.edits) > 0 {
			r.result.Files[f.name] = f.finish()
		}
	}
	return r.result.Files, nil
}

// swapSync replaces the import of sync, if there is one.
func (f *file) swapSync() {
	for _, spec := range f.syntax.Imports {
		if text := swapOf(spec, "sync", WatchedSync); text != "" {
			f.replace(spec.Path.Pos(), spec.Path.End(), text)
		}
	}
}

// tellStart has the new goroutine say first that it has begun, and who has started it. What it runs is evaluated before
// that is asked, as it is without.
//
//	go func() { f() }()
//	go func(s lockorder.Start) { s.Begin(); f() }(lockorder.Starting())
//
//	go f(x)
//	{ v := x; go func(s lockorder.Start) { s.Begin(); f(v) }(lockorder.Starting()) }
func (f *file) tellStart(s *ast.GoStmt) {
	const (
		start   = "_cp_start _cp_lockorder.Start"
		begin   = " _cp_start.Begin(); "
		starter = "_cp_lockorder.Starting()"
	)
	call := s.Call
	f.imports[lockorder] = true
	if lit, ok := call.Fun.(*ast.FuncLit); ok && lit.Type.Params.NumFields() == 0 {
		f.replace(lit.Type.Params.Opening+1, lit.Type.Params.Closing, start+",") // a line may end there
		f.insert(lit.Body.Lbrace+1, begin)
		f.replace(call.Lparen+1, call.Rparen, starter+",")
		return
	}
	function, args, end := f.evaluate(s, func(...ast.Expr) {})
	if f.Info.Types[call.Fun].IsBuiltin() && f.closes(call) {
		function = tells + "Close"
	}
	f.replace(end, s.End(), "; go func("+start+") {"+begin+plainCall(call, function, args)+" }("+starter+") }")
}
