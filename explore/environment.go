package explore

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The variables by which machines that know nothing of each other share the searches of all tests. See the
// package comment.
const (
	envShard   = "EXPLORE_SHARD"   // i/n: this is the ith of n machines
	envReports = "EXPLORE_REPORTS" // the folder for reports
)

// An environment is what the variables say.
type environment struct {
	shard, shards int    // 0 for all
	reports       string // "" if none are to be left
}

func readEnvironment() (e environment, err error) {
	if text := os.Getenv(envShard); text != "" {
		i, n, _ := strings.Cut(text, "/")
		var errs [2]error
		e.shard, errs[0] = strconv.Atoi(i)
		e.shards, errs[1] = strconv.Atoi(n)
		if errors.Join(errs[:]...) != nil || e.shard < 1 || e.shard > e.shards {
			return e, fmt.Errorf("explore: %s=%s names no shard: want i/n with 1 <= i <= n, as 2/8", envShard, text)
		}
	}
	e.reports = os.Getenv(envReports)
	if e.reports != "" && !filepath.IsAbs(e.reports) {
		return e, fmt.Errorf("explore: %s=%s is relative, and the tests of each package run in its own folder: want an absolute path, as $PWD/%[2]s", envReports, e.reports)
	}
	return e, nil
}

// divide adds to the options that this machine has a shard alone. A search that cannot be divided is the first
// machine's: for the others it returns false.
func (e environment) divide(t *testing.T, c *config, options []Option) ([]Option, bool) {
	switch {
	case e.shards == 0 || c.err != nil:
	case c.canBeDivided() && c.shards == 0:
		options = append(slices.Clone(options), Shard(e.shard, e.shards))
	case e.shard > 1:
		t.Logf("explore: this search is not divided: all of it is explored where %s is 1/%d", envShard, e.shards)
		return nil, false
	}
	return options, true
}

// A TestReport is the report of a call of [Test], as it is left in the folder that EXPLORE_REPORTS names.
type TestReport struct {
	Package  string // import path of the test's
	Test     string // its name
	Call     int    // the how manyth call of Test in it
	Expected []Expected
	Report   *Report
}

// leave leaves the report in the folder.
func (e environment) leave(t *testing.T, call int, c *config, report *Report) {
	if e.reports == "" {
		return
	}
	r := TestReport{Test: t.Name(), Call: call, Expected: c.expected, Report: report}
	if info, ok := debug.ReadBuildInfo(); ok {
		r.Package = strings.TrimSuffix(info.Path, ".test")
	}
	text, err := json.MarshalIndent(r, "", "\t")
	err = cmp.Or(err, os.MkdirAll(e.reports, 0o777))
	if err == nil {
		err = writeFile(filepath.Join(e.reports, r.file()), text)
	}
	if err != nil {
		t.Errorf("explore: cannot leave the report in the folder that %s names: %v", envReports, err)
	}
}

// file returns the name of its file.
func (r *TestReport) file() string {
	name := fmt.Sprintf("%s.%s.%d", url.QueryEscape(r.Package), url.QueryEscape(r.Test), r.Call)
	if r.Report.Shards > 0 {
		name += fmt.Sprintf(".%d-of-%d", r.Report.Shard, r.Report.Shards)
	}
	return name + ".json"
}

// ReadReports reads the reports that tests have left in a folder, where EXPLORE_REPORTS was set, and merges the
// shards of each call of [Test]. They come in the order of packages, tests and calls. The error names the files that
// cannot be read, and the calls of which a shard is missing; the others are returned.
func ReadReports(folder string) ([]TestReport, error) {
	files, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("explore: no reports: %w", err)
	}
	var errs []error
	var read []TestReport
	for _, f := range files {
		if filepath.Ext(f.Name()) != ".json" {
			continue
		}
		var r TestReport
		text, err := os.ReadFile(filepath.Join(folder, f.Name()))
		if err == nil {
			err = json.Unmarshal(text, &r)
		}
		if err == nil && r.Report == nil {
			err = errors.New("no report is in it")
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("explore: %s: %w", filepath.Join(folder, f.Name()), err))
			continue
		}
		read = append(read, r)
	}
	slices.SortStableFunc(read, compareCalls)
	var merged []TestReport
	for len(read) > 0 {
		n := 1
		for n < len(read) && compareCalls(read[0], read[n]) == 0 {
			n++
		}
		r, err := mergeCall(read[:n])
		if err != nil {
			errs = append(errs, fmt.Errorf("%s of %s: %w", r.Test, r.Package, err))
		} else {
			merged = append(merged, r)
		}
		read = read[n:]
	}
	return merged, errors.Join(errs...)
}

func compareCalls(a, b TestReport) int {
	return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Test, b.Test), cmp.Compare(a.Call, b.Call))
}

// mergeCall puts together what there is of one call.
func mergeCall(shards []TestReport) (r TestReport, err error) {
	r = shards[0]
	if len(shards) == 1 && r.Report.Shards == 0 {
		return r, nil
	}
	var reports []*Report
	for _, s := range shards {
		reports = append(reports, s.Report)
	}
	r.Report, err = Merge(reports, Expect(r.Expected...))
	return r, err
}
