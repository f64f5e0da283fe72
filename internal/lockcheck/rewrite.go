package lockcheck

import (
	"bytes"
	"maps"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/counterpoint-go/counterpoint/internal/instrument"
	"github.com/counterpoint-go/counterpoint/internal/rebuild"
)

// rewrite has the packages import the locks that are watched, but for those that are left alone.
func (c *check) rewrite() error {
	for _, u := range c.program.Best() {
		files, err := c.watch(u)
		if err != nil {
			return err
		}
		for name, text := range files {
			if err := c.building.Add(u, name, text); err != nil {
				return err
			}
			c.rewritten[name] = true
		}
	}
	return nil
}

// watch returns the new texts of a unit's files. What cgo makes of those that import C is not rewritten: there it is the
// import alone.
func (c *check) watch(u *rebuild.Unit) (map[string][]byte, error) {
	_, isLeft := c.left[u.PkgPath]
	p := &instrument.Package{Fset: c.program.Fset, Types: u.Types, Info: u.TypesInfo, Sources: u.Sources}
	for _, f := range u.Syntax {
		if slices.Contains(u.GoFiles, c.program.Fset.File(f.FileStart).Name()) {
			p.Files = append(p.Files, f)
		}
	}
	files, err := instrument.Watch(p, isLeft, c.isSeen)
	if err != nil {
		return nil, err
	}
	for _, name := range u.GoFiles {
		text, isCompiled := u.Sources[name]
		if !isCompiled {
			if text, err = os.ReadFile(name); err != nil {
				return nil, err
			}
			if swapped, err := instrument.SwapImport(name, text, "sync", instrument.WatchedSync); err == nil && !isLeft && !bytes.Equal(swapped, text) {
				files[name] = swapped
			}
		}
		if files[name] == nil && c.rewritten[name] { // it is what it was again
			files[name] = text
		}
	}
	return files, nil
}

// isSeen says whether all that the package of this path does to channels is seen. Where it imports C it is not.
func (c *check) isSeen(path string) bool {
	if c.seen == nil {
		c.seen = map[string]bool{}
		for _, u := range c.program.Best() {
			c.seen[u.PkgPath] = !u.Cgo.IsValid()
		}
	}
	return c.seen[path]
}

// leave decides what is left alone, after packages, by the names that go test has for them, did not build: words says
// what was said of each. A package that hands its locks to code that is not rewritten, or gets them from there, is left
// alone; so is what then has to do with its locks. It returns a package for which there is nothing to be done.
func (c *check) leave(words map[string]string) (hopeless string) {
	for _, name := range slices.Sorted(maps.Keys(words)) {
		at := slices.IndexFunc(c.program.Loaded, func(q *packages.Package) bool { return q.ID == name })
		if at < 0 || !c.leaveNearest(c.program.Loaded[at], firstWords(words[name])) {
			return name
		}
	}
	return ""
}

// leaveNearest leaves the package alone, or, if it is, those that it imports, or else those that they import. It returns
// false if that is nothing new.
func (c *check) leaveNearest(q *packages.Package, why string) (isNew bool) {
	seen := map[string]bool{}
	for near := []*packages.Package{q}; len(near) > 0 && !isNew; {
		var further []*packages.Package
		for _, q := range near {
			if _, isLeft := c.left[q.PkgPath]; !isLeft && c.isWatched(q) {
				c.left[q.PkgPath], isNew = why, true
			}
			for _, i := range q.Imports {
				if !seen[i.ID] {
					seen[i.ID] = true
					further = append(further, i)
				}
			}
		}
		near = further
	}
	return isNew
}

// isWatched says whether the locks of a package would be watched: it is rewritten, and has some.
func (c *check) isWatched(q *packages.Package) bool {
	u := c.program.UnitOf(q)
	return u != nil && u.IsWanted && q.Imports["sync"] != nil
}

// firstWords returns the first line of what the compiler has said.
func firstWords(words string) string {
	for line := range strings.Lines(words) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return strings.TrimPrefix(line, "./")
		}
	}
	return "it does not build otherwise"
}

// concludeLocks says of which packages the locks are watched.
func (c *check) concludeLocks() {
	watched := map[string]bool{} // a package and its tests are one
	for _, u := range c.program.Best() {
		switch why, isLeft := c.left[u.PkgPath]; {
		case isLeft:
			c.outcome.Left = append(c.outcome.Left, Left{u.PkgPath, why})
		case c.isWatched(u.Package):
			watched[u.ImportPath()] = true
		}
	}
	c.outcome.Watched = len(watched)
}
