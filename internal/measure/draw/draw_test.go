package draw

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/internal/measure"
)

// known returns a result that was never measured.
func known() *measure.Result {
	low, high := 290.0, 310.0
	r := &measure.Result{
		Machine: measure.Machine{CPU: "A <processor>", Cores: 2, Procs: 2, OS: "linux", Arch: "amd64", Go: "go1.26"},
		Time:    time.Second,
		Notes:   []string{"Others used 0.5 cores."},
		Rows: []measure.Row{
			{Group: "start", Name: "goroutine", Unit: measure.Nanoseconds, Median: 300, Low: &low, High: &high, Samples: 10, Times: 1, Means: "one & the same"},
			{Group: "start", Name: "thread", Unit: measure.Nanoseconds, Median: 12_345, Samples: 3, Times: 41},
			{Group: "start", Name: "process", Unit: measure.Nanoseconds, Missing: "no program"},
			{Group: "memory", Name: "goroutine", Unit: measure.Bytes, Median: 2700},
			{Group: "memory", Name: "process", Unit: measure.Bytes, Median: 4 << 20},
			{Group: "sharing", Name: "plain", Unit: measure.Nanoseconds, Median: 0.4, Times: 1},
		},
		Readings: []measure.Reading{{Group: "start", Text: "Goroutines <start> first."}, {Text: "Threads it is."}},
	}
	for _, group := range []string{"io", "cpu"} {
		for _, look := range looks {
			for n := 1; n <= 4; n++ {
				r.Rows = append(r.Rows, measure.Row{Group: group, Name: look.kind, Workers: n, Unit: measure.Nanoseconds, Median: 1e8, Times: float64(min(n, 2))})
			}
			r.Fits = append(r.Fits, measure.Fit{Group: group, Name: look.kind, Serial: 0.25, Bound: 4, Most: 2})
		}
	}
	return r
}

// parse reads a drawing to its end, and returns its texts by element.
func parse(t *testing.T, text string) map[string][]string {
	t.Helper()
	texts := map[string][]string{}
	var open []string
	for decoder := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := decoder.Token()
		if err != nil {
			require.ErrorIs(t, err, io.EOF, "well-formed to its end")
			return texts
		}
		switch token := token.(type) {
		case xml.StartElement:
			open = append(open, token.Name.Local)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				name := open[len(open)-1]
				texts[name] = append(texts[name], string(token))
			}
		}
	}
}

func TestSVG(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, SVG(&out, known()))
	texts := parse(t, out.String())
	assert.Equal(t, []string{"What concurrency costs and brings: A <processor>, 2 cores, GOMAXPROCS=2, linux/amd64, go1.26"}, texts["title"])
	require.Len(t, texts["desc"], 1)
	for _, said := range []string{
		"goroutines: 1.00 with 1, 2.00 with 2", "Amdahl's law, up to 2 workers: a serial part of 25%, so never above 4 times.",
		"start: goroutine 300 ns, start: thread 12.3 µs.", "goroutine 2.64 KB, process 4.00 MB.", "plain 0.40 ns.",
	} {
		assert.Contains(t, texts["desc"][0], said)
	}
	for _, drawn := range []string{
		"CPU-bound work: speed-up, 2 cores", "I/O-bound work: speed-up, 2 cores", "workers", "GIL threads", "processes", "Amdahl's law, fitted",
		"start: thread", "12.3 µs", "10 µs", "1 MB", "4.00 MB", "0.40 ns",
	} {
		assert.Contains(t, texts["text"], drawn)
	}
	assert.NotContains(t, texts["text"], "start: process", "which was not measured")
	assert.Contains(t, out.String(), `<svg role="img" `)
	assert.Contains(t, out.String(), "@font-face")
}

func TestHTML(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, HTML(&out, known()))
	text := out.String()
	for _, want := range []string{
		"<p>A &lt;processor&gt;, 2 cores, GOMAXPROCS=2, linux/amd64, go1.26</p>", `<p class="note">Others used 0.5 cores.</p>`,
		`<tr><th scope="row">goroutine</th><td class="number"></td><td class="number">300 ns</td><td class="number">3%</td><td class="number">1.00</td><td class="quiet">one &amp; the same</td></tr>`,
		`<td class="missing">not measured: no program</td>`, `<p class="reading">Goroutines &lt;start&gt; first.</p>`, `<p class="reading">Threads it is.</p>`,
		`<td colspan="6" class="fit">Amdahl&#39;s law, up to 2 workers: a serial part of 25%, so never above 4 times</td>`,
		"Measured in 1s by counterpoint measure.",
	} {
		assert.Contains(t, text, want)
	}
	assert.Equal(t, 5, strings.Count(text, "<svg role=\"img\" "))
	assert.Equal(t, 5, strings.Count(text, "<desc>"))
	assert.Equal(t, 1, strings.Count(text, "@font-face"), "once is enough")
	assert.NotContains(t, text, "<?xml")
	assert.NotContains(t, text, "<script")
	assert.NotRegexp(t, `(src|href)="?http`, text, "nothing is loaded")
}

// With less there is less to draw.
func TestLess(t *testing.T) {
	r := known()
	r.Rows = r.Rows[2:3] // which was not measured
	var out bytes.Buffer
	require.EqualError(t, SVG(&out, r), "nothing was measured that could be drawn")
	require.NoError(t, HTML(&out, r))
	assert.NotContains(t, out.String(), "<figure>")

	r = known()
	r.Machine.Cores = 1
	r.Rows = []measure.Row{{Group: "cpu", Name: "threads", Workers: 1, Unit: measure.Nanoseconds, Median: 1, Times: 1}}
	r.Fits = []measure.Fit{{Group: "cpu", Name: "threads", Missing: "with one core none"}}
	out.Reset()
	require.NoError(t, SVG(&out, r), "a curve of one point")
	assert.Contains(t, parse(t, out.String())["text"], "CPU-bound work: speed-up, 1 core")
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }

func TestWriteFails(t *testing.T) {
	assert.EqualError(t, SVG(full{}, known()), "no room")
	assert.ErrorContains(t, HTML(full{}, known()), "no room")
}
