package rebuild

import (
	"bytes"
	"cmp"
	"fmt"
	"go/build/constraint"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/counterpoint-go/counterpoint"
)

// Ours is the path of the module whose packages rewritten code imports.
const Ours = "github.com/counterpoint-go/counterpoint"

// IsIn says whether a package is one of ours by this name, or below it.
func IsIn(name, importPath string) bool {
	rest, ok := strings.CutPrefix(importPath, Ours+"/"+name)
	return ok && (rest == "" || rest[0] == '/')
}

// isCarried says whether a package is one of those that are carried.
func isCarried(importPath string) bool {
	return IsIn("deadlock/lockorder", importPath) || IsIn("explore", importPath) && !IsIn("explore/linearizable", importPath) // which wants a library
}

// language is what the sources that are carried are written in. Each file says so itself: if their go.mod did, a
// user's module in an older language could not require it.
const language = "go1.26"

// carriedGoMod is the go.mod of the sources. A version from 1.21 on would have to be in the user's go.mod too.
const carriedGoMod = "module " + Ours + "\n\ngo 1.20\n"

// carry has the overlay show the sources of what rewritten code imports, and of what that stands on, in a folder. The
// assembler runs in the folder of what it reads: those folders have to be there, empty as they are.
func (o *overlay) carry(folder string) error {
	sources := counterpoint.Sources()
	return fs.WalkDir(sources, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") || strings.Contains(name, "/testdata/") {
			return err
		}
		seen := filepath.Join(folder, filepath.FromSlash(name))
		text, err := fs.ReadFile(sources, name)
		switch path.Ext(name) {
		case ".go":
			text = inLanguage(text)
		case ".s":
			err = cmp.Or(err, os.MkdirAll(filepath.Dir(seen), 0o777))
		}
		return cmp.Or(err, o.add(seen, text))
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
