//go:build !race

// What is written, and what a browser makes of it, is the same with the race detector.

package page

import (
	"bytes"
	"encoding/json"
	"flag"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/trace"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// at returns a line of testdata/shop.go.
func at(t *testing.T, line int) trace.Place {
	file, err := filepath.Abs("testdata/shop.go")
	require.NoError(t, err)
	return trace.Place{File: file, Line: line, Function: "shop.f"}
}

// shop is a page of all that there can be: a race, a deadlock of two locks, outcomes, and what was not explored.
func shop(t *testing.T) *Page {
	wd, err := os.Getwd()
	require.NoError(t, err)
	goroutines := []trace.Goroutine{
		{Number: 0, Name: "main", Parent: -1}, {Number: 1, Name: "g1", At: at(t, 10)}, {Number: 2, Name: "g2", Started: 1, At: at(t, 10)},
	}
	race := explore.Failure{
		Kind: explore.DataRace, Message: "store of t.cash by g1, and load of t.cash by g2: nothing orders them", Steps: []int{2, 3},
		Trace: trace.Trace{Version: trace.Version, Goroutines: goroutines, Replay: "v1.x", Logged: []string{"paid"}, Steps: []trace.Step{
			{Goroutine: 0, With: 1, Operation: "receive", Object: "c", Value: "7", States: []trace.State{{Object: "c", Is: "unbuffered"}}, At: at(t, 11), WithAt: at(t, 12)},
			{Goroutine: 1, With: -1, Operation: "load", Object: "t.cash", Value: "0", At: at(t, 11)},
			{Goroutine: 1, With: -1, Operation: "store", Object: "t.cash", Value: "1", At: at(t, 11)},
			{Goroutine: 2, With: -1, Operation: "load", Object: "t.cash", Value: "1", After: []int{0}, At: at(t, 11)},
		}},
	}
	deadlock := explore.Failure{
		Kind: explore.Deadlock, Message: "g1 waits to lock b, which g2 holds; g2 waits to lock a, which g1 holds",
		Trace: trace.Trace{Version: trace.Version, Goroutines: goroutines, Steps: []trace.Step{
			{Goroutine: 1, With: -1, Operation: "lock", Object: "a", States: []trace.State{{Object: "a", Is: "held by g1"}}, At: at(t, 25)},
			{Goroutine: 2, With: -1, Operation: "lock", Object: "b", States: []trace.State{{Object: "b", Is: "held by g2"}}, At: at(t, 25)},
		}, Stuck: []trace.Stuck{
			{Goroutine: 0, Operation: "join", For: []int{1, 2}, Why: "waits for g1 and g2", At: at(t, 11)},
			{Goroutine: 1, Operation: "lock", Object: "b", For: []int{2}, Why: "waits to lock b, which g2 holds", At: at(t, 27)},
			{Goroutine: 2, Operation: "lock", Object: "a", For: []int{1}, Why: "waits to lock a, which g1 holds", At: at(t, 27)},
		}},
	}
	failed := explore.Failure{Kind: explore.Failed, Message: "1 of 2", At: at(t, 12)}
	return &Page{
		Summary: "3 tests: 1 without a failure, 1 with one, 1 refused.", Note: "interrupted after 3 of 4 tests", Base: wd,
		Tests: []Test{
			{Package: "example.com/shop", Name: "TestTill", Label: "shop.TestTill", Verdict: "fail", Words: "3 failures, after 7 interleavings", Findings: []Finding{
				{race, "counterpoint replay example.com/shop TestTill v1.x"}, {deadlock, ""}, {failed, ""},
			}},
			{Package: "example.com/shop", Name: "TestFine", Label: "shop.TestFine", Verdict: "pass", Words: "no failure in all 4 interleavings", Unit: "traces", Outcomes: []explore.Outcome{
				{Result: "2", Schedules: 6, Executions: 2, Grade: explore.Acceptable, Why: "both are counted"}, {Result: "stuck", Unknown: true, Executions: 2},
			}},
			{Package: "example.com/shop", Name: "TestC", Label: "shop.TestC", Verdict: "refused", Words: "refused: the package uses cgo"},
		},
		Unobserved: []Unobserved{{"shop.go", 3, "package example.com/c uses cgo, and is not rewritten"}},
	}
}

func written(t *testing.T, p *Page) string {
	var b bytes.Buffer
	require.NoError(t, p.Write(&b))
	return b.String()
}

// What is on the page, but for its style and its script, is in testdata/page.golden.html.
func TestGolden(t *testing.T) {
	const golden = "testdata/page.golden.html"
	_, got, _ := strings.Cut(written(t, shop(t)), "</style>\n")
	got, _, found := strings.Cut(got, `<script type="module">`)
	require.True(t, found)
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(got), 0o666))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), got, "go test ./internal/page -update rewrites it")
	assert.Equal(t, written(t, shop(t)), written(t, shop(t)), "twice the same")
}

// data finds the traces that the script reads.
var data = regexp.MustCompile(`(?s)<script type="application/json">(.*?)</script>`)

// The script reads the trace as it is, but for the names of files.
func TestData(t *testing.T) {
	p := shop(t)
	found := data.FindAllStringSubmatch(written(t, p), -1)
	require.Len(t, found, 2, "two findings have a schedule")
	var got trace.Trace
	require.NoError(t, json.Unmarshal([]byte(found[0][1]), &got))
	want := p.Tests[0].Findings[0].Trace
	for place := range places(&want) {
		if place.File != "" {
			place.File = "testdata/shop.go"
		}
	}
	want.Replay = ""
	assert.Equal(t, want, got)
	assert.Equal(t, at(t, 11), shop(t).Tests[0].Findings[0].Trace.Steps[0].At)
}

// hostile is a page of a program whose every word is meant to be taken for something else.
func hostile(t *testing.T) *Page {
	const word = `</script><script>hacked = 1</script><img src=x onerror="hacked=1">'"` + "`{{.}}${hacked=1}\u2028<!--"
	file := filepath.Join(t.TempDir(), `a"><script>hacked=1<`+"\u2028"+`.go`)
	require.NoError(t, os.WriteFile(file, []byte(word+"\n\xff"), 0o666))
	place := trace.Place{File: file, Line: 1, Function: word}
	return &Page{Summary: word, Note: word, Tests: []Test{{
		Package: word, Name: word, Label: word, Verdict: "fail", Words: word,
		Outcomes: []explore.Outcome{{Result: word, Why: word}},
		Findings: []Finding{{Replay: word, Failure: explore.Failure{
			Kind: word, Message: word, At: place, Trace: trace.Trace{
				Goroutines: []trace.Goroutine{{Name: word}}, Logged: []string{word},
				Steps: []trace.Step{{With: -1, Operation: word, Object: "<img src=x", Value: word, At: place, States: []trace.State{{Object: word, Is: word}}}},
				Stuck: []trace.Stuck{{Why: word, At: place}},
			},
		}}},
	}}, Unobserved: []Unobserved{{word, 1, word}}}
}

// What the user's program is called or says is text, wherever it stands.
func TestHostile(t *testing.T) {
	p := hostile(t)
	got := written(t, p)
	assert.NotContains(t, got, "<script>")
	assert.NotContains(t, got, "<img")
	assert.NotContains(t, got, "<!--")
	assert.Equal(t, 2, strings.Count(got, "<script"), "the trace and the page's own")
	var read trace.Trace
	require.NoError(t, json.Unmarshal([]byte(data.FindStringSubmatch(got)[1]), &read))
	assert.Equal(t, p.Tests[0].Findings[0].Trace, read)
}

// Nothing on the page comes from elsewhere, and the browser is told so: the policy names what is written there.
func TestPolicy(t *testing.T) {
	got := written(t, shop(t))
	for _, loads := range []string{`(?i)\b(src|href)\s*=\s*["']?[^"'#]`, `(?i)<(link|iframe|object|embed|img)\b`, `(?i)<[^>]+\son\w+=`, `(?i)@import|url\(|fetch|XMLHttp`} {
		assert.Empty(t, regexp.MustCompile(loads).FindString(strings.ReplaceAll(got, "`url(#$", "")), loads)
	}
	assert.Contains(t, html.UnescapeString(got), `content="default-src 'none'; style-src `+digest(style)+`; script-src `+digest(script)+`; `)
	assert.Contains(t, got, "<style>"+style+"</style>")
	assert.Contains(t, got, `<script type="module">`+script+"</script>")
}

// A page of nothing is one too.
func TestEmpty(t *testing.T) {
	got := written(t, &Page{Summary: "no test was explored."})
	assert.Contains(t, got, "<p>no test was explored.</p>")
	assert.NotContains(t, got, "<h2 id=\"tests\">")
}

func TestCycle(t *testing.T) {
	for _, test := range []struct {
		name  string
		stuck []trace.Stuck
		want  []int
	}{
		{"nobody", nil, nil},
		{"for what nobody holds", []trace.Stuck{{Goroutine: 1}}, nil},
		{"for one who goes on", []trace.Stuck{{Goroutine: 1, For: []int{2}}}, nil},
		{"for itself", []trace.Stuck{{Goroutine: 1, For: []int{1}}}, []int{1, 1}},
		{"from outside", []trace.Stuck{{Goroutine: 0, For: []int{1, 2}}, {Goroutine: 1, For: []int{2}}, {Goroutine: 2, For: []int{1}}}, []int{1, 2, 1}},
		{"behind another way", []trace.Stuck{{Goroutine: 0, For: []int{3, 1}}, {Goroutine: 1, For: []int{0}}, {Goroutine: 3}}, []int{0, 1, 0}},
	} {
		assert.Equal(t, test.want, cycle(test.stuck), test.name)
	}
}

// Of very many steps those are left out that are neither near the ends nor near what is marked, and their number is said.
func TestLong(t *testing.T) {
	steps := make([]trace.Step, 10_000)
	for i := range steps {
		steps[i] = trace.Step{With: -1, Operation: "load", At: at(t, 11)}
	}
	f := explore.Failure{Kind: explore.DataRace, Steps: []int{5000, 5001}, Trace: trace.Trace{Goroutines: []trace.Goroutine{{Name: "main"}}, Steps: steps}}
	got := written(t, &Page{Tests: []Test{{Verdict: "fail", Findings: []Finding{{f, ""}}}}})
	assert.Equal(t, 442, strings.Count(got, "<tr data-step="), "100 first, 42 around the race, 300 last")
	assert.Contains(t, got, "4880 steps are left out")
	assert.Contains(t, got, "4678 steps are left out")
	assert.Contains(t, got, `<tr data-step="5001" class="marked">`)
}
