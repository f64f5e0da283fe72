package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/counterpoint-go/counterpoint/bench"
)

// colours are those of the verdicts.
var colours = map[bench.Verdict]text.Color{
	bench.Faster: text.FgGreen, bench.Even: text.Faint, bench.Slower: text.FgRed, bench.Unsure: text.FgYellow,
}

// printTable prints the rows for people, and at last how they were measured.
func printTable(s screen, rows []row, how string) {
	if len(rows) == 0 {
		return
	}
	t := newTable(1, 2, 3, 5)
	t.AppendHeader(table.Row{"goroutines", "ours ns", "peer ns", "best peer", "ratio", "interval", ""})
	for _, r := range rows {
		interval := ""
		if r.RatioLow != nil {
			interval = fmt.Sprintf("%.2f to %.2f", *r.RatioLow, *r.RatioHigh)
		}
		t.AppendRow(table.Row{
			r.Goroutines, figure(r.OursNs), figure(r.PeerNs), r.Peer, fmt.Sprintf("%.2f", r.Ratio), interval,
			s.paint(string(r.Verdict), colours[r.Verdict]),
		})
	}
	// The table is rendered as a whole, so that all columns stand under each other, and taken apart where
	// another type begins.
	lines := strings.Split(t.Render(), "\n")
	fmt.Fprintln(s, s.paint(lines[0], text.Bold))
	for i, r := range rows {
		if i == 0 || rows[i-1].Row != r.Row {
			s.fill("  ", fmt.Sprintf("%s: %s", s.paint(r.Row, text.Bold), r.Operation))
		}
		fmt.Fprintln(s, lines[i+1])
		if r.allocates() {
			fmt.Fprintln(s, s.paint(fmt.Sprintf("%12sallocates %s an operation, %s nothing", "", figure(r.OursAllocs), r.Peer), text.FgRed))
		}
	}
	printApart(s, rows)
	fmt.Fprintln(s)
	printSummary(s, rows, how)
}

// printApart tells of peers that are faster than ours, and that ours is not held against.
func printApart(s screen, rows []row) {
	type key struct{ row, apart string }
	var keys []key
	names, ratios := map[key][]string{}, map[key][]float64{}
	for _, r := range rows {
		for _, peer := range r.Peers {
			if peer.Apart == "" || peer.Ratio <= 1 {
				continue
			}
			k := key{r.Row, peer.Apart}
			if names[k] == nil {
				keys = append(keys, k)
			}
			if !slices.Contains(names[k], peer.Name) {
				names[k] = append(names[k], peer.Name)
			}
			ratios[k] = append(ratios[k], peer.Ratio)
		}
	}
	if len(keys) > 0 {
		fmt.Fprintf(s, "\n%s\n", s.paint("Faster than ours, and no stand-in for it:", text.Bold))
	}
	for _, k := range keys {
		times := figure(slices.Min(ratios[k]))
		if most := figure(slices.Max(ratios[k])); most != times {
			times += " to " + most
		}
		s.fill("  ", fmt.Sprintf("%s: %s (%s times as fast): %s", k.row, strings.Join(names[k], ", "), times, k.apart))
	}
}

// most is how many of the slowest rows the summary names. All are marked in the table.
const most = 5

// printSummary counts the verdicts, and names the rows that are slowest.
func printSummary(s screen, rows []row, how string) {
	var counts []string
	for _, v := range []bench.Verdict{bench.Faster, bench.Even, bench.Slower, bench.Unsure} {
		if n := count(rows, func(r row) bool { return r.Verdict == v }); n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", n, v))
		}
	}
	if n := count(rows, row.allocates); n > 0 {
		counts = append(counts, fmt.Sprintf("%d allocating where the peer does not", n))
	}
	s.fill("", fmt.Sprintf("Of %s: %s. %s", plural(len(rows), "row"), strings.Join(counts, ", "), how))
	slower := slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return r.Verdict != bench.Slower })
	slices.SortStableFunc(slower, func(a, b row) int { return cmp.Compare(b.Ratio, a.Ratio) })
	for i, r := range slower[:min(most, len(slower))] {
		if i == 0 {
			fmt.Fprintln(s, "The slowest:")
		}
		fmt.Fprintln(s, s.paint(fmt.Sprintf("  %s, %s: %.2f times %s", r.Row, plural(r.Goroutines, "goroutine"), r.Ratio, r.Peer), text.FgRed))
	}
}

func count(rows []row, is func(row) bool) (n int) {
	for _, r := range rows {
		if is(r) {
			n++
		}
	}
	return n
}

// plural returns how many there are of a thing.
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
