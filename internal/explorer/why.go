package explorer

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/internal/rebuild"
)

// why says in a line why a test is refused. It names the place in a file that was rewritten, and, if it is a package
// that is not which keeps the test from being explored, what to do about that.
func (p *program) why(f *explore.Failure) string {
	why, stacks, _ := strings.Cut(f.Message, "\n")
	why, _, _ = strings.Cut(why, ". The steps before it could")
	if strings.HasPrefix(why, "a goroutine that the exploration does not know") { // it says how to write a test by hand
		why = "a goroutine that was started where nothing is rewritten comes to what is"
	}
	why = strings.TrimSuffix(why, ":")
	if f.At.File != "" {
		return fmt.Sprintf("%s: at %s:%d", why, rebuild.FromHere(f.At.File), f.At.Line)
	}
	if place := p.placeIn(stacks); place != "" {
		why += ": at " + place
	}
	if path := p.blocker(stacks); path != "" {
		why += fmt.Sprintf("; %s is not rewritten: explore with --with %[1]s", path)
	}
	return why
}

// placeIn returns the first place in the stacks that is in a file that is rewritten, and what is called there and does
// not return; "" if there is none. The lines of a stack are in pairs, a function and the place where it is, and what was
// called last comes first.
func (p *program) placeIn(stacks string) string {
	var function, callee string
	for line := range strings.Lines(stacks) {
		place, ok := strings.CutPrefix(line, "\t")
		place, _, _ = strings.Cut(strings.TrimSpace(place), " +0x")
		switch {
		case strings.HasPrefix(line, "goroutine "):
			function = ""
			continue
		case !ok:
			function, callee = place, function
			continue
		}
		if i := strings.LastIndexByte(place, ':'); i > 0 && p.has(place[:i]) {
			if i := strings.LastIndexByte(callee, '('); i > 0 && !rebuild.IsIn("explore", callee) && !strings.HasPrefix(function, "created by ") {
				return rebuild.FromHere(place) + ", in " + callee[:i]
			}
			return rebuild.FromHere(place)
		}
	}
	return ""
}

// has says whether the file is one of those that are rewritten.
func (p *program) has(file string) bool {
	return slices.ContainsFunc(p.Units, func(u *rebuild.Unit) bool { return u.IsWanted && slices.Contains(u.GoFiles, file) })
}

// blocker returns the package that could be rewritten and is not, and that has started a goroutine or lets it wait. It
// is "" if there is none.
func (p *program) blocker(stacks string) string {
	for line := range strings.Lines(stacks) {
		if creator, ok := strings.CutPrefix(line, "created by "); ok {
			if q := p.packageOf(creator); q != nil && !p.isRewritten(q) {
				return q.PkgPath
			}
		}
	}
	for line := range strings.Lines(stacks) { // what was called last comes first
		if q := p.packageOf(line); q != nil {
			if p.isRewritten(q) {
				return ""
			}
			return q.PkgPath
		}
	}
	return ""
}

// packageOf returns the package of a module that the function is of, nil if there is none.
func (p *program) packageOf(function string) *packages.Package {
	i := slices.IndexFunc(p.Loaded, func(q *packages.Package) bool {
		return q.Module != nil && !rebuild.IsIn("explore", q.PkgPath) && strings.HasPrefix(function, q.PkgPath+".")
	})
	if i < 0 {
		return nil
	}
	return p.Loaded[i]
}

func (p *program) isRewritten(q *packages.Package) bool {
	u := p.UnitOf(q)
	return u != nil && u.IsWanted
}
