package lockorder

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// WriteDOT writes the order in the language of Graphviz: a box for each lock, and an arrow from a lock to each that was
// taken while it was held. Those that were reported are red.
func (o Order) WriteDOT(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString("digraph lockorder {\n")
	b.WriteString("\tnode [shape=box, style=rounded, fontname=\"Helvetica\"];\n")
	b.WriteString("\tedge [fontname=\"Helvetica\", fontsize=10];\n")
	for i, l := range o.Locks {
		fmt.Fprintf(&b, "\t%d [label=%s];\n", i, quoteDOT(l.title()+"\n"+l.about()))
	}
	for _, e := range o.Edges {
		fmt.Fprintf(&b, "\t%d -> %d [label=%s, tooltip=%s", e.First, e.Second, quoteDOT(e.FirstAt.briefly()+"\n"+e.SecondAt.briefly()), quoteDOT(o.tell(e)))
		if e.Second <= e.First {
			b.WriteString(", constraint=false") // the others make the layers
		}
		if e.Reported {
			b.WriteString(", color=red, fontcolor=red, penwidth=2")
		}
		b.WriteString("];\n")
	}
	b.WriteString("}\n")
	_, err := w.Write(b.Bytes())
	return err
}

// quoteDOT returns text as a quoted string. In that a backslash begins an escape of the layout's, and a byte 0 would end
// the file.
func quoteDOT(text string) string {
	text = strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
}

// title is the lock's name, or its type and number.
func (l Lock) title() string {
	if l.Name != "" {
		return l.Name
	}
	return fmt.Sprintf("%s %d", l.Type, l.ID)
}

// about is what there is to know of a lock beside its title.
func (l Lock) about() string {
	var facts []string
	if l.Name != "" {
		facts = append(facts, l.Type)
	}
	if l.Rank != nil {
		facts = append(facts, fmt.Sprintf("rank %d", *l.Rank))
	}
	if l.First.File != "" {
		facts = append(facts, Stack{l.First}.briefly())
	}
	return strings.Join(facts, ", ")
}

// tell is an edge in words, a line each for what it is and for the two places.
func (o Order) tell(e Edge) string {
	first, second := o.Locks[e.First].title(), o.Locks[e.Second].title()
	by := "one goroutine"
	if e.Goroutines > 1 {
		by = fmt.Sprintf("%d goroutines", e.Goroutines)
	}
	reported := ""
	if e.Reported {
		reported = ", and reported"
	}
	return fmt.Sprintf("%s, then %s: by %s%s\n%s was taken at %s\n%s was taken at %s", first, second, by, reported,
		first, e.FirstAt.where(), second, e.SecondAt.where())
}
