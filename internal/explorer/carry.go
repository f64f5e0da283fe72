package explorer

import (
	"bytes"
	"fmt"
	"go/build/constraint"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/counterpoint-go/counterpoint"
)

// ours is the path of the module whose packages rewritten code imports.
const ours = "github.com/counterpoint-go/counterpoint"

// isExplore says whether a package is one of the explorer's own, which are not rewritten.
func isExplore(importPath string) bool {
	return importPath == ours+"/explore" || strings.HasPrefix(importPath, ours+"/explore/")
}

// isCarried says whether a package is one of those that are carried.
func isCarried(importPath string) bool {
	return isExplore(importPath) && importPath != ours+"/explore/linearizable" // which wants a library
}

// language is what the sources that are carried are written in. Each file says so itself: if their go.mod did, a
// user's module in an older language could not require it.
const language = "go1.26"

// carriedGoMod is the go.mod of the sources. A version from 1.21 on would have to be in the user's go.mod too.
const carriedGoMod = "module " + ours + "\n\ngo 1.20\n"

// carry has the overlay show the sources of package explore and of what it stands on in a folder.
func (o *overlay) carry(folder string) error {
	sources := counterpoint.ExploreSources()
	return fs.WalkDir(sources, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || strings.Contains(name, "/testdata/") {
			return err
		}
		text, err := fs.ReadFile(sources, name)
		if err != nil {
			return err
		}
		return o.add(filepath.Join(folder, filepath.FromSlash(name)), inLanguage(text))
	})
}

// inLanguage has a file say which language it is written in.
func inLanguage(source []byte) []byte {
	head, _, _ := bytes.Cut(append([]byte("\n"), source...), []byte("\npackage "))
	for line := range bytes.Lines(head) {
		line = bytes.TrimSpace(line)
		if !constraint.IsGoBuild(string(line)) {
			continue
		}
		if x, err := constraint.Parse(string(line)); err == nil {
			return bytes.Replace(source, line, fmt.Appendf(nil, "//go:build (%s) && %s", x, language), 1)
		}
	}
	return append([]byte("//go:build "+language+"\n\n"), source...)
}
