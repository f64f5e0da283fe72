package lockorder

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/goroutines"
)

// Dump writes who waits for what: every goroutine but the calling one, those that wait alike as one; for a lock of this
// package who holds it and since where, and what that one waits for in turn; and each circle of goroutines that wait for
// each other.
//
// It runs on the calling goroutine and takes none of the program's locks, so it comes to its end whatever hangs. Who
// hangs is in it. Of who is on the move, the locks may be of one moment and the stack of the next. A lock that was handed
// on is shown with who has locked it: whether a circle is a deadlock, a [Report] knows better.
func Dump(w io.Writer) error {
	held, waits := Holders()
	all := goroutines.All()
	text := newWaitsFor(all, held, waits).text(all[1:])
	_, err := w.Write(text)
	return err
}

// mostFrames is how many calls are shown of a stack.
const mostFrames = 6

// text is the dump of these goroutines.
func (g *waitsFor) text(all []goroutines.Goroutine) []byte {
	var b bytes.Buffer
	for _, circle := range g.circles {
		g.writeCircle(&b, circle)
	}
	for _, alike := range g.groups(all) {
		g.writeGroup(&b, alike)
	}
	return b.Bytes()
}

// groups returns the goroutines, those that do the same together: who waits for a lock first, who goes on by itself last.
func (g *waitsFor) groups(all []goroutines.Goroutine) [][]goroutines.Goroutine {
	groups := map[string][]goroutines.Goroutine{}
	for _, one := range all {
		if one.Class() != goroutines.System {
			wait := g.waits[one.ID]
			key := fmt.Sprint(one.Reason, wait.Lock.ID, wait.For, shown(one), one.CreatedBy)
			groups[key] = append(groups[key], one)
		}
	}
	return slices.SortedFunc(maps.Values(groups), func(a, b []goroutines.Goroutine) int {
		return cmp.Or(
			cmp.Compare(g.urgency(a[0]), g.urgency(b[0])),
			cmp.Compare(len(b), len(a)),
			cmp.Compare(a[0].ID, b[0].ID),
		)
	})
}

// urgency is the place in the dump.
func (g *waitsFor) urgency(one goroutines.Goroutine) int {
	_, waits := g.waits[one.ID]
	class := one.Class()
	switch {
	case waits:
		return 0
	case class == goroutines.Waiting:
		return 1
	case class == goroutines.Timed:
		return 2
	}
	return 3
}

func (g *waitsFor) writeCircle(b *bytes.Buffer, circle []uint64) {
	if len(circle) == 1 {
		fmt.Fprintf(b, "Circle: goroutine %d waits for itself:\n", circle[0])
	} else {
		fmt.Fprintf(b, "Circle: %d goroutines wait for each other:\n", len(circle))
	}
	for i, id := range circle {
		next := circle[(i+1)%len(circle)]
		fmt.Fprintf(b, "  goroutine %d wants %s, ", id, g.wanted(id))
		for _, blocker := range g.blockers(id) {
			if blocker.goroutine == next {
				fmt.Fprintf(b, "%s goroutine %d%s\n", blocker.how, next, blocker.since())
				break
			}
		}
	}
	fmt.Fprintln(b)
}

func (g *waitsFor) writeGroup(b *bytes.Buffer, alike []goroutines.Goroutine) {
	one := slices.MaxFunc(alike, func(a, b goroutines.Goroutine) int { // who has waited longest speaks for all
		return cmp.Compare(g.waits[a.ID].Time, g.waits[b.ID].Time)
	})
	who := fmt.Sprintf("goroutine %d", one.ID)
	if len(alike) > 1 {
		who = fmt.Sprintf("%d goroutines", len(alike))
	}
	fmt.Fprintf(b, "%s [%s]:", who, one.Reason)
	if len(alike) > 1 {
		for _, other := range alike {
			fmt.Fprintf(b, " %d", other.ID)
		}
	}
	fmt.Fprintln(b)
	writeStack(b, one)
	if _, waits := g.waits[one.ID]; waits {
		g.writeChain(b, one.ID, "  ", map[uint64]bool{})
	}
	fmt.Fprintln(b)
}

// shown returns where a goroutine is in the program: its calls but those inside of the standard library and of this
// package, unless there are no others.
func shown(g goroutines.Goroutine) []goroutines.Frame {
	frames := slices.DeleteFunc(slices.Clone(g.Stack), func(f goroutines.Frame) bool { return isInner(f.Function) })
	if len(frames) == 0 {
		return g.Stack
	}
	return frames
}

func writeStack(b *bytes.Buffer, g goroutines.Goroutine) {
	frames := shown(g)
	columns := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	for i, f := range frames {
		if i == mostFrames {
			fmt.Fprintf(columns, "  ... %d more\n", len(frames)-i)
			break
		}
		fmt.Fprintf(columns, "  %s\t%s\n", shortName(f.Function), place(f.File, f.Line))
	}
	if g.CreatedBy.Function != "" {
		fmt.Fprintf(columns, "  created by %s\t%s\n", shortName(g.CreatedBy.Function), place(g.CreatedBy.File, g.CreatedBy.Line))
	}
	_ = columns.Flush() // a Buffer takes all
}

// writeChain writes what a goroutine wants and who keeps it from that, what those want in turn, and so on, further and
// further to the right. Nobody is followed twice, nor round a circle.
func (g *waitsFor) writeChain(b *bytes.Buffer, id uint64, indent string, seen map[uint64]bool) {
	seen[id] = true
	fmt.Fprintf(b, "%swants %s", indent, g.wanted(id))
	if g.circular[id] {
		fmt.Fprintln(b, ": see the circle above")
		return
	}
	fmt.Fprintln(b)
	indent += "  "
	for _, next := range g.blockers(id) {
		fmt.Fprintf(b, "%s%s goroutine %d%s%s\n", indent, next.how, next.goroutine, g.state(next.goroutine), next.since())
		if _, waits := g.waits[next.goroutine]; waits && !seen[next.goroutine] {
			g.writeChain(b, next.goroutine, indent+"  ", seen)
		}
	}
}

// wanted is the lock that a goroutine waits for and, where it is long, since when.
func (g *waitsFor) wanted(id uint64) string {
	wait := g.waits[id]
	text := fmt.Sprint(wait.Lock, wait.For.of(wait.Lock))
	if wait.Time >= time.Second {
		text += fmt.Sprintf(" (for %v)", wait.Time.Round(time.Second))
	}
	return text
}

// since is where the lock was taken.
func (b blocker) since() string {
	if len(b.at) == 0 {
		return ""
	}
	return ", since " + b.at.where()
}

// isInner says whether a function is not the program's.
func isInner(function string) bool {
	for _, inner := range []string{
		"runtime.", "internal/", "sync.", "time.", "syscall.", "os.", "io.", "bufio.", "net.", "net/", "iter.",
		"testing.", "testing/", "github.com/counterpoint-go/counterpoint/deadlock/lockorder.",
	} {
		if strings.HasPrefix(function, inner) {
			return true
		}
	}
	return false
}

// state says in brackets what a goroutine does.
func (g *waitsFor) state(id uint64) string {
	one, ok := g.all[id]
	switch {
	case !ok:
		return ", which has ended"
	case id == g.self:
		return ", which asks"
	}
	return " [" + one.Reason + "]"
}
