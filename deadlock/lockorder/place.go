package lockorder

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// where is the innermost call of a stack and its place.
func (s Stack) where() string {
	if len(s) == 0 {
		return "an unknown place"
	}
	return fmt.Sprintf("%s (%s)", shortName(s[0].Function), place(s[0].File, s[0].Line))
}

// briefly is the place of the innermost call, without the way to its directory.
func (s Stack) briefly() string {
	if len(s) == 0 {
		return "an unknown place"
	}
	dir, file := filepath.Split(s[0].File)
	return fmt.Sprintf("%s:%d", filepath.Join(filepath.Base(dir), file), s[0].Line)
}

// shortName is a function's name without the directory of its package.
func shortName(function string) string {
	path, parameters, generic := strings.Cut(function, "[")
	name := path[strings.LastIndexByte(path, '/')+1:]
	if generic {
		name += "[" + parameters
	}
	return name
}

// place is a file and line, relative to where the program runs if it is below.
func place(file string, line int) string {
	if wd, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(wd, file); err == nil && filepath.IsLocal(rel) {
			file = rel
		}
	}
	return fmt.Sprintf("%s:%d", file, line)
}
