package mutation

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"
)

// A mutant is a wrong version of a package.
type mutant struct {
	name  string // of its file, without the extension
	test  string // that catches it
	edits []edit
}

// An edit puts lines of a file in the place of others.
type edit struct {
	file      string
	old, text []byte
}

// explored says whether the test that catches the mutant is one that is explored.
func (m *mutant) explored() bool { return strings.HasPrefix(m.test, "TestExplored") }

// read reads the mutants of the package in the folder.
func read(dir string) (mutants []*mutant, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "testdata", "mutants", "*.txtar"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s has no testdata/mutants/*.txtar", dir)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			return nil, err
		}
		m, err := parse(strings.TrimSuffix(filepath.Base(file), ".txtar"), archive)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		mutants = append(mutants, m)
	}
	return mutants, nil
}

var (
	caught = regexp.MustCompile(`(?m)^caught by (Test\w+)$`)
	argued = regexp.MustCompile(`\S`)
)

// instead is the name of the section with what takes the place of the section before it.
const instead = "instead"

func parse(name string, archive *txtar.Archive) (*mutant, error) {
	says := caught.FindAllSubmatchIndex(archive.Comment, -1)
	switch {
	case len(says) != 1:
		return nil, errors.New(`it wants one line "caught by TestX" before the first section`)
	case !argued.Match(archive.Comment[:says[0][0]]):
		return nil, errors.New(`it does not say before "caught by" what is wrong with it`)
	}
	m := &mutant{name: name, test: string(archive.Comment[says[0][2]:says[0][3]])}
	pairs := slices.Collect(slices.Chunk(archive.Files, 2))
	if len(pairs) == 0 {
		return nil, errors.New("it changes nothing")
	}
	for _, pair := range pairs {
		if len(pair) != 2 || pair[0].Name == instead || pair[1].Name != instead {
			return nil, fmt.Errorf("its sections are not pairs of -- FILE -- and -- %s --", instead)
		}
		m.edits = append(m.edits, edit{pair[0].Name, pair[0].Data, pair[1].Data})
	}
	return m, nil
}

// files returns the files that the mutant changes, as they are then.
func (m *mutant) files(dir string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, e := range m.edits {
		text, ok := files[e.file]
		if !ok {
			var err error
			if text, err = os.ReadFile(filepath.Join(dir, e.file)); err != nil {
				return nil, err
			}
		}
		// Whole lines: what comes before the old ones is nothing or ends in a newline.
		at := bytes.Index(append([]byte("\n"), text...), append([]byte("\n"), e.old...))
		if at < 0 || bytes.Count(text, e.old) != 1 {
			return nil, fmt.Errorf("the lines that it changes are to be in %s once, and are there %d times: bring it up to date\n%s",
				e.file, bytes.Count(text, e.old), e.old)
		}
		files[e.file] = slices.Concat(text[:at], e.text, text[at+len(e.old):])
	}
	return files, nil
}
