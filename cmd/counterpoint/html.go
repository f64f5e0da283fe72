package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/internal/explorer"
	"github.com/counterpoint-go/counterpoint/internal/page"
)

// An htmlFile is the file that --html names, nil without that.
type htmlFile struct{ name string }

// newHTMLFile says what is wrong with the name before anything is explored.
func newHTMLFile(name string, isAsked bool) (*htmlFile, error) {
	if !isAsked {
		return nil, nil
	}
	if name == "" {
		return nil, errors.New("--html wants the name of a file to write")
	}
	switch info, err := os.Stat(name); {
	case err == nil && info.IsDir():
		return nil, fmt.Errorf("--html %s: that is a folder: name a file in it", name)
	case err == nil && !info.Mode().IsRegular():
		return nil, fmt.Errorf("--html %s: that is no ordinary file: name one", name)
	case err == nil: // what a link leads to is replaced, and not the link
		if name, err = filepath.EvalSymlinks(name); err != nil {
			return nil, fmt.Errorf("--html: %w", err)
		}
	}
	f := &htmlFile{name}
	try, err := f.create()
	if err != nil {
		return nil, err
	}
	return f, errors.Join(try.Close(), os.Remove(try.Name()))
}

// create makes a new file beside the one that is to be written.
func (f *htmlFile) create() (*os.File, error) {
	file, err := os.OpenFile(fmt.Sprintf("%s.%d.new", f.name, os.Getpid()), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if pathErr := new(fs.PathError); errors.As(err, &pathErr) {
		return nil, fmt.Errorf("--html %s: cannot write there: %w", f.name, pathErr.Err)
	}
	return file, err
}

// write writes the page: the file is whole as soon as it is there.
func (f *htmlFile) write(p *page.Page) error {
	if f == nil {
		return nil
	}
	file, err := f.create()
	if err != nil {
		return err
	}
	defer os.RemoveAll(file.Name()) // unless it has got its name
	if err := errors.Join(p.Write(file), file.Close()); err != nil {
		return fmt.Errorf("--html %s: %w", f.name, err)
	}
	return os.Rename(file.Name(), f.name)
}

// page returns what was found as a page. The error is how the command ends.
func (t *teller) page(o *explorer.Outcome, err error) *page.Page {
	p := &page.Page{Summary: "no test was explored."}
	if len(o.Answers) > 0 {
		p.Summary = tally(o)
	}
	if errors.Is(err, errInterrupted) || errors.Is(err, explorer.ErrStrict) {
		p.Note = err.Error()
	}
	p.Base, _ = os.Getwd() // "" leaves the names of files as they are
	for _, a := range o.Answers {
		p.Tests = append(p.Tests, t.pageTest(a))
	}
	for _, r := range o.Refusals {
		p.Unobserved = append(p.Unobserved, page.Unobserved{File: fromHere(r.Pos.Filename), Line: r.Pos.Line, Why: r.Why})
	}
	return p
}

func (t *teller) pageTest(a explorer.Answer) page.Test {
	test := page.Test{Package: a.Package, Name: a.Name, Label: a.String(), Verdict: string(a.Verdict), Words: t.verdict(a)}
	if a.Report == nil {
		return test
	}
	isTold := func(o explore.Outcome) bool { return o.Result != "stuck" }
	if test.Unit = "executions"; slices.ContainsFunc(a.Report.Outcomes, isTold) {
		test.Outcomes = a.Report.Outcomes
	}
	if a.Report.Strategy == explore.DPOR {
		test.Unit = "traces"
	}
	for i := range a.Report.Failures {
		f := &a.Report.Failures[i]
		if a.Verdict != explorer.Refused && f.Kind != explore.Refused && f.Kind != explore.Hang { // whose message is the verdict
			test.Findings = append(test.Findings, page.Finding{Failure: *f, Replay: t.replay(a, f)})
		}
	}
	return test
}
