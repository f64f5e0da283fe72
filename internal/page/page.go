// Package page shows what explorations have come to as a page of HTML: one file that needs nothing beside it, neither
// a network nor a server. It lists the tests with their verdicts, and each failing schedule has a viewer, which steps
// through it forward and back: a lane for each goroutine, and the lines of source where they are.
//
// What the page shows is there without its script too, which adds the stepping and draws the arrows.
package page

import (
	"crypto/sha256"
	_ "embed" // the page's parts
	"encoding/base64"
	"fmt"
	"html/template"
	"io"

	"github.com/counterpoint-go/counterpoint/explore"
)

// A Page is what there is to show.
type Page struct {
	Summary    string // in a line
	Note       string // why there is not more of it, if there is not
	Tests      []Test
	Unobserved []Unobserved
	Base       string // the folder from which files are named, where they are below it
}

// A Test is what has come of exploring a test.
type Test struct {
	Package, Name string
	Label         string // how the test is called for short
	Verdict       string // pass, fail, bounded or refused
	Words         string // the verdict, in a line
	Findings      []Finding
	Outcomes      []explore.Outcome
	Unit          string // what Executions of the outcomes count
}

// A Finding is a failure, and the command that runs its schedule again.
type Finding struct {
	explore.Failure
	Replay string
}

// An Unobserved place was left as it is.
type Unobserved struct {
	File string
	Line int
	Why  string
}

//go:embed page.html
var text string

//go:embed page.css
var style string

//go:embed page.js
var script string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"mark":   func(verdict string) string { return marks[verdict] },
	"number": number,
	"next":   func(i int) int { return i + 1 },
}).Parse(text))

// marks stand for verdicts, beside the word.
var marks = map[string]string{"pass": "✓", "fail": "✗", "bounded": "~", "refused": "?"}

// Write writes the page.
func (p *Page) Write(w io.Writer) error {
	return page.Execute(w, p.view())
}

// policy lets the browser do no more than apply the page's own style and run its own script: what the names and
// messages of the program look like, nothing is loaded and nothing is sent.
func policy() string {
	return fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'", digest(style), digest(script))
}

// digest names a text as a policy does.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func number(n float64, unknown bool) string {
	switch {
	case unknown:
		return "many"
	case n < 1e15:
		return fmt.Sprintf("%.0f", n)
	}
	return fmt.Sprintf("%.3g", n)
}
