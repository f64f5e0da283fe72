// Package promises reads what the primitives say of themselves. An engineer who imports one has to know what it orders,
// whether its zero value is of use, that it is not to be copied, whether it may wait, what it costs and what it
// allocates; and to have seen it used. That what they say is true is for each package's own tests.
package promises

import (
	"go/ast"
	"go/build"
	"go/doc"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

const module = "github.com/counterpoint-go/counterpoint/"

// primitives are the types that are meant to be imported, by package. The packages without one have lessons only.
var primitives = map[string]string{
	"counter":   "",
	"mutex":     "Guarded RWGuarded Keyed",
	"atomic":    "Counter Bounded Max Min Flag",
	"immutable": "Snapshot Map Builder Registry",
	"tls":       "Counter Local",
	"lockfree":  "Queue Ring SPSC Stack",
	"deadlock":  "Mutex RWMutex WaitGroup",
	"csp":       "Actor Loop Semaphore",
	"parallel":  "SharedCounter",
}

// promises are what the comment on each has to have in it.
var promises = map[string]*regexp.Regexp{
	"what it orders: happens before, or synchronized before": regexp.MustCompile(`\b(happens|synchronized) before\b`),
	"its zero value":                         regexp.MustCompile(`\bzero value\b`),
	"that it must not be copied":             regexp.MustCompile(`\bcopied\b`),
	"its progress class, or that it blocks":  regexp.MustCompile(`\b((wait|lock|obstruction)-free|block(s|ing)?)\b`),
	"its complexity: O(...)":                 regexp.MustCompile(`\bO\(`),
	"what it allocates, or that it does not": regexp.MustCompile(`\ballocat`),
	"where its algorithm is from: a year":    regexp.MustCompile(`\b(19|20)\d\d\b`),
}

func TestPrimitivesSayWhatTheyPromise(t *testing.T) {
	for pkg, names := range primitives {
		types := typesOf(t, pkg)
		for _, name := range strings.Fields(names) {
			i := slices.IndexFunc(types, func(typ *doc.Type) bool { return typ.Name == name })
			if assert.GreaterOrEqual(t, i, 0, "%s.%s is not exported", pkg, name) {
				for _, promise := range unsaid(types[i].Doc) {
					t.Errorf("the comment on %s.%s does not say %s", pkg, name, promise)
				}
			}
		}
	}
}

// unsaid returns the promises that a comment does not give.
func unsaid(comment string) (promised []string) {
	text := strings.Join(strings.Fields(comment), " ")
	for _, promise := range slices.Sorted(maps.Keys(promises)) {
		if !promises[promise].MatchString(text) {
			promised = append(promised, promise)
		}
	}
	return promised
}

func TestUnsaid(t *testing.T) {
	const all = "A Put happens\nbefore its Get. The zero value is empty, and must not be copied. It is lock-free, O(1), allocates nothing, and is from 1965."
	assert.Empty(t, unsaid(all))
	assert.Empty(t, unsaid(strings.NewReplacer("happens", "is synchronized", "is lock-free", "blocks").Replace(all)))
	assert.Len(t, unsaid(""), len(promises))
	for word, promise := range map[string]string{
		"before":    "what it orders: happens before, or synchronized before",
		"zero":      "its zero value",
		"copied":    "that it must not be copied",
		"lock-free": "its progress class, or that it blocks",
		"O(1)":      "its complexity: O(...)",
		"allocates": "what it allocates, or that it does not",
		"1965":      "where its algorithm is from: a year",
	} {
		assert.Equal(t, []string{promise}, unsaid(strings.Replace(all, word, "", 1)), word)
	}
}

// A type that is safe is shown in use, by an example whose output is compared: of its own, of one of its methods, or of
// a function that makes it.
func TestTypesHaveExamples(t *testing.T) {
	for pkg := range primitives {
		for _, typ := range typesOf(t, pkg) {
			if !strings.HasPrefix(typ.Name, "Unsafe") {
				assert.True(t, isShown(typ), "%s.%s has no example with an output in an example_test.go", pkg, typ.Name)
			}
		}
	}
}

func isShown(typ *doc.Type) bool {
	examples := slices.Clone(typ.Examples)
	for _, f := range slices.Concat(typ.Funcs, typ.Methods) {
		examples = append(examples, f.Examples...)
	}
	return slices.ContainsFunc(examples, func(e *doc.Example) bool { return e.Output != "" })
}

// typesOf returns the exported types of a package, with the examples of its example_test.go, or several such.
func typesOf(t *testing.T, pkg string) []*doc.Type {
	t.Helper()
	dir := filepath.Join("..", "..", pkg)
	found, err := build.ImportDir(dir, 0)
	require.NoError(t, err)
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range slices.Concat(found.GoFiles, found.XTestGoFiles) {
		if strings.HasSuffix(name, "_test.go") && !strings.HasPrefix(name, "example_") {
			continue
		}
		file, err := parser.ParseFile(fset, filepath.Join(dir, name), nil, parser.ParseComments)
		require.NoError(t, err)
		files = append(files, file)
	}
	read, err := doc.NewFromFiles(fset, files, module+pkg)
	require.NoError(t, err)
	require.NotEmpty(t, read.Types, pkg)
	return read.Types
}
