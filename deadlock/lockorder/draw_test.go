package lockorder

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// at is a stack of one call.
func at(function string, line int) Stack {
	return Stack{{Function: "example.org/bank." + function, File: "/src/bank/bank.go", Line: line}}
}

// circular is two locks in both orders, which was reported, one below them, and a lock that is read again.
func circular() Order {
	rank := 3
	return Order{
		Locks: []Lock{
			{ID: 1, Type: "Mutex", Name: "alice", First: at("open", 12)[0]},
			{ID: 2, Type: "Mutex", Name: "bob", First: at("open", 12)[0]},
			{ID: 7, Type: "RWMutex", Rank: &rank, First: at("rates", 40)[0]},
		},
		Edges: []Edge{
			{First: 0, Second: 1, Goroutines: 2, Reported: true, FirstAt: at("transfer", 30), SecondAt: at("transfer", 31)},
			{First: 1, Second: 0, Goroutines: 1, Reported: true, FirstAt: at("refund", 50), SecondAt: at("refund", 51)},
			{First: 0, Second: 2, Goroutines: 3, FirstAt: at("transfer", 30), SecondAt: at("rates", 40)},
			{First: 2, Second: 2, Goroutines: 1, FirstAt: at("rates", 40)},
		},
	}
}

// hostile is an order whose names are made to break out of a drawing.
func hostile() Order {
	o := circular()
	o.Locks[0].Name = `</text><script>"&amp;\` + "\x00\xff\n\"];"
	o.Locks[1].Name = strings.Repeat("äöü→", 100)
	o.Edges[0].FirstAt[0].Function = `f[<"&>]`
	o.Edges[1].FirstAt[0].File = `/src/"q"/<b>\n.go`
	return o
}

// large is an order of so many locks, with edges here and there, most of which keep it.
func large(locks int) (o Order) {
	random := rand.New(rand.NewPCG(1, 2))
	for i := range locks {
		l := Lock{ID: uint64(i + 1), Type: "Mutex", First: at("work", 10+i)[0]}
		if i%3 > 0 {
			l.Name = fmt.Sprint("shard ", i)
		}
		o.Locks = append(o.Locks, l)
	}
	for range locks * 3 / 2 {
		first, second := random.IntN(locks), random.IntN(locks)
		backward := random.IntN(8) == 0
		if (first > second) != backward {
			first, second = second, first
		}
		o.Edges = append(o.Edges, Edge{
			First: first, Second: second, Goroutines: 1 + random.IntN(4), Reported: backward,
			FirstAt: at("work", 100+first), SecondAt: at("work", 200+second),
		})
	}
	return o
}

func orders() map[string]Order {
	return map[string]Order{"none": {}, "circular": circular(), "hostile": hostile(), "two": large(2), "thirty": large(30)}
}

// A drawn element is one of an SVG.
type drawn struct {
	XMLName  xml.Name
	Class    string  `xml:"class,attr"`
	D        string  `xml:"d,attr"`
	X        float64 `xml:"x,attr"`
	Y        float64 `xml:"y,attr"`
	Width    float64 `xml:"width,attr"`
	Height   float64 `xml:"height,attr"`
	Title    string  `xml:"title"`
	Text     string  `xml:",chardata"`
	Children []drawn `xml:",any"`
}

func (d drawn) all(class string) (found []drawn) {
	for _, child := range d.Children {
		if child.Class == class {
			found = append(found, child)
		}
	}
	return found
}

// It is XML, all locks and edges are in it with their names and places, and nothing is out of the picture.
func TestWriteSVG(t *testing.T) {
	for name, o := range orders() {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, o.WriteSVG(&b))
			var svg drawn
			require.NoError(t, xml.Unmarshal(b.Bytes(), &svg))

			var boxes []drawn
			locks := svg.all("lock")
			require.Len(t, locks, len(o.Locks))
			for i, l := range locks {
				assert.Equal(t, clean(o.Locks[i].title()+"\n"+o.Locks[i].about()), l.Title)
				boxes = append(boxes, l.Children[0])
				assert.LessOrEqual(t, boxes[i].X+boxes[i].Width, svg.Width)
				assert.LessOrEqual(t, boxes[i].Y+boxes[i].Height, svg.Height)
			}
			assert.Len(t, append(svg.all("edge"), svg.all("edge reported")...), len(o.Edges))
			for _, e := range o.Edges {
				class := "edge"
				if e.Reported {
					class = "edge reported"
				}
				arc := find(svg.all(class), clean(o.tell(e)), boxes[e.First])
				if !assert.NotEmpty(t, arc, "%v", e) {
					continue
				}
				points := coordinates(t, arc)
				first, second := boxes[e.First], boxes[e.Second]
				assert.InDelta(t, second.Y+second.Height/2, points[7], second.Height/2, "it ends at the second")
				farthest := (points[0] + 3*points[2]) / 4
				if e.First > e.Second {
					assert.InDelta(t, first.X, points[0], .1, "what does not keep the order is on the left")
					assert.Less(t, farthest, points[0])
				} else {
					assert.InDelta(t, first.X+first.Width, points[0], .1, "what does is on the right")
					assert.Greater(t, farthest, points[0])
				}
				assert.GreaterOrEqual(t, farthest, 0.)
				assert.LessOrEqual(t, farthest, svg.Width)
			}
		})
	}
}

// clean is text without what XML has no letter for.
func clean(text string) string {
	return strings.NewReplacer("\x00", "\ufffd", "\xff", "\ufffd").Replace(text)
}

// find returns the path of the arc that has this title and begins at the box.
func find(arcs []drawn, title string, box drawn) string {
	for _, arc := range arcs {
		var x, y float64
		if _, err := fmt.Sscanf(arc.Children[0].D, "M%f %f", &x, &y); err == nil && arc.Title == title && box.Y < y && y < box.Y+box.Height {
			return arc.Children[0].D
		}
	}
	return ""
}

func coordinates(t *testing.T, path string) (points [8]float64) {
	t.Helper()
	_, err := fmt.Sscanf(path, "M%f %fC%f %f %f %f %f %f", &points[0], &points[1], &points[2], &points[3], &points[4], &points[5], &points[6], &points[7])
	require.NoError(t, err, path)
	return points
}

var (
	quoted    = regexp.MustCompile(`"(?:\\[\\"n]|[^\\"\n])*"`)
	statement = regexp.MustCompile(`^\t(\d+( -> \d+)?|node|edge) \[\w+=(Q|\w+)(, \w+=(Q|\w+))*\];$`)
)

// Whatever the names are, each line is a statement, and each lock and edge has one.
func TestWriteDOT(t *testing.T) {
	for name, o := range orders() {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			require.NoError(t, o.WriteDOT(&b))
			text := b.String()
			assert.NotContains(t, text, "\x00")
			lines := strings.Split(quoted.ReplaceAllString(text, "Q"), "\n")
			n := len(lines)
			require.Len(t, lines, 1+2+len(o.Locks)+len(o.Edges)+2)
			assert.Equal(t, []string{"digraph lockorder {", "}", ""}, []string{lines[0], lines[n-2], lines[n-1]})
			for _, line := range lines[1 : n-2] {
				assert.Regexp(t, statement, line)
			}
			for i, e := range o.Edges {
				line := lines[3+len(o.Locks)+i]
				assert.True(t, strings.HasPrefix(line, fmt.Sprintf("\t%d -> %d [", e.First, e.Second)), line)
				assert.Equal(t, e.Reported, strings.Contains(line, "color=red"), line)
				assert.Equal(t, e.First >= e.Second, strings.Contains(line, "constraint=false"), line)
			}
		})
	}
	assert.Equal(t, `"a \\ \"b\"\nc��"`, quoteDOT("a \\ \"b\"\nc\x00\xff"))
}

func TestWriteFails(t *testing.T) {
	r, w := io.Pipe()
	r.CloseWithError(io.ErrNoProgress)
	assert.ErrorIs(t, circular().WriteSVG(w), io.ErrNoProgress)
	assert.ErrorIs(t, circular().WriteDOT(w), io.ErrNoProgress)
	assert.ErrorIs(t, Dump(w), io.ErrNoProgress)
}
