package main

import (
	"fmt"
	"strings"

	"github.com/counterpoint-go/counterpoint/verdict"
)

// markdown returns the matrix for a README: a summary, the legend and a table.
func (m matrix) markdown() string {
	t := newGrid(titlePackage, titleRow, titleMistake)
	t.header(m.toolNames()...)
	last := ""
	for _, row := range m.rows {
		pkg := ""
		if row.Package != last {
			pkg, last = "**"+row.Short+"**", row.Package
		}
		sign := "✗ "
		if row.Safe {
			sign = "✓ "
		}
		cells := []string{pkg, sign + "`" + row.Row + "`", escapeMarkdown.Replace(row.Mistake)}
		for _, tool := range m.tools {
			answer := m.answer(row, tool)
			cell := inMarkdown[answer]
			if tool == verdict.Explore && answer == verdict.Silent && row.Bound > 0 {
				cell += fmt.Sprintf(" ≤%d", row.Bound)
			}
			if m.isWrong(row, tool) {
				cell += " **!**"
			}
			cells = append(cells, cell)
		}
		t.row(cells...)
	}
	return m.summary() + "\n" +
		"✗ a mistake, ✓ correct code; ● the tool sees it, · it is silent, blank: it is not asked.\n\n" +
		t.writer.RenderMarkdown()
}

var inMarkdown = map[verdict.Answer]string{verdict.Sees: "● sees", verdict.Silent: "·", verdict.NA: ""}

// escapeMarkdown keeps a mistake's stars and brackets from being markup.
var escapeMarkdown = strings.NewReplacer("*", `\*`, "_", `\_`, "<", "&lt;", "`", "\\`", "[", `\[`)
