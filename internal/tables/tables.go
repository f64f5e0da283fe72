// Package tables finds the verdict tables of a module, runs them by way of go test, and gathers what
// came out. It is what the command and the page have in common.
//
// Everything is asked of the go command, so that what counts as a package, a build tag or a build
// error is what go says it is. Two kinds of trouble are kept apart: a [GoError] or a [Trouble] is the
// user's, in go's own words; any other error is ours.
package tables

import (
	"path"
	"strings"

	"github.com/counterpoint-go/counterpoint/internal/gocommand"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// A Package is one whose tests hold tables.
type Package struct {
	ImportPath string
	Name       string
	Dir        string
	Module     string   // path of the module it belongs to
	Tests      []string // the test functions that call verdict.Table
	GoFiles    []string // the files of the package, as paths
	TestFiles  []string // the files of its tests, as paths
}

// Short returns the package's path without its module's: what tells it apart from its neighbours.
func (p Package) Short() string {
	if rest, ok := strings.CutPrefix(p.ImportPath, p.Module+"/"); ok && p.Module != "" {
		return rest
	}
	return path.Base(p.ImportPath)
}

// A Row is a row of a table that has been run, or listed.
type Row struct {
	verdict.Result
	Short   string // the package's, see [Package.Short]
	Test    string // the subtest, as in TestVerdict/UnsafeKeyed
	Explain string // why the test failed, in the words of verdict; "" if it did not
}

// Name returns the name by which the row can be asked for: counter.Unsafe.
func (r Row) Name() string { return r.Short + "." + r.Row }

// A Trouble is what kept rows from being answered for.
type Trouble struct {
	What  string // in a line
	Whose string // whose words follow: go's, or the test's
	Words string
}

// An Outcome is what a run of tables came to.
type Outcome struct {
	Rows     []Row // in the order of the packages, and of the tables
	Known    int   // how many rows were begun
	Troubles []Trouble
	Skipped  []string // test functions that had their reasons not to call Table
}

// A GoError is a refusal of the go command.
type GoError = gocommand.Error
