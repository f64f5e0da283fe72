package lockorder

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// rule is the line that the race detector has above and below a report.
const rule = "=================="

// String returns the report as the race detector would have it: for each goroutine what it wants and what it holds, with
// the stack of each, and what to do.
func (r *Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nWARNING: DEADLOCK: %s\n", rule, r.summary())
	for _, s := range r.Steps {
		b.WriteByte('\n')
		s.write(&b)
	}
	fmt.Fprintf(&b, "\n%s\n%s\n", r.Advice, rule)
	return b.String()
}

// summary returns what is wrong, in one line.
func (r *Report) summary() string {
	switch r.Kind {
	case Cycle:
		return "possible, by the order of locks: " + r.path()
	case Ranked:
		return fmt.Sprintf("possible: %s is taken with %s held", r.Steps[0].Wanted.ranked(), r.Steps[0].Held.ranked())
	case Reread:
		if !r.Hangs {
			return fmt.Sprintf("possible: %s is locked for reading twice, and a writer may come in between", r.Steps[0].Wanted)
		}
		return fmt.Sprintf("goroutine %d reads %s and waits to read it again, behind a writer", r.Steps[0].Goroutine, r.Steps[0].Wanted)
	case Deadlock:
		return fmt.Sprintf("%d goroutines wait for each other: %s", len(r.Steps), r.path())
	case Relock:
		return fmt.Sprintf("goroutine %d waits for itself: it holds %s", r.Steps[0].Goroutine, r.Steps[0].Wanted)
	case Upgrade:
		return fmt.Sprintf("goroutine %d waits for itself: it reads %s and wants to write", r.Steps[0].Goroutine, r.Steps[0].Wanted)
	case Gone:
		return fmt.Sprintf("%s is never unlocked: goroutine %d, which locked it, has ended", r.Steps[0].Wanted, r.Steps[1].Goroutine)
	case TooLong:
		return fmt.Sprintf("possible: goroutine %d has waited for %s for longer than the limit", r.Steps[0].Goroutine, r.Steps[0].Wanted)
	}
	return string(r.Kind)
}

// path returns the locks of the circle, from one to itself again.
func (r *Report) path() string {
	var names []string
	for _, s := range r.Steps {
		if s.Held.ID != 0 {
			names = append(names, s.Held.String())
		}
	}
	if len(names) == 0 {
		return ""
	}
	return strings.Join(append(names, names[0]), " -> ")
}

func (s Step) write(b *strings.Builder) {
	if s.Wanted.ID != 0 {
		fmt.Fprintf(b, "Goroutine %d wants %s%s:\n", s.Goroutine, s.Wanted, s.WantedFor.of(s.Wanted))
		s.WantedAt.write(b)
	}
	if s.Held.ID != 0 {
		who := "while it holds"
		if s.Wanted.ID == 0 {
			who = fmt.Sprintf("Goroutine %d holds", s.Goroutine)
		}
		fmt.Fprintf(b, "%s %s%s, taken at:\n", who, s.Held, s.HeldFor.of(s.Held))
		s.HeldAt.write(b)
	}
}

// of returns the mode where it has to be said.
func (m Mode) of(l Lock) string {
	if l.Type == "Mutex" {
		return ""
	}
	return " for " + string(m)
}

// String returns the stack as the race detector would have it, two lines a call.
func (s Stack) String() string {
	var b strings.Builder
	s.write(&b)
	return b.String()
}

func (s Stack) write(b *strings.Builder) {
	if len(s) == 0 {
		b.WriteString("  [the stack is not known]\n")
	}
	for _, f := range s {
		fmt.Fprintf(b, "  %s()\n      %s:%d\n", f.Function, f.File, f.Line)
	}
}

// String returns the lock's name or, if it has none, its type, number and where it was taken first.
func (l Lock) String() string {
	if l.Name != "" {
		return l.Name
	}
	if l.First.File == "" {
		return fmt.Sprintf("%s %d", l.Type, l.ID)
	}
	return fmt.Sprintf("%s %d (%s:%d)", l.Type, l.ID, filepath.Base(l.First.File), l.First.Line)
}

func (l Lock) ranked() string {
	if l.Rank == nil {
		return l.String()
	}
	return fmt.Sprintf("%s of rank %d", l, *l.Rank)
}

// advice returns what to do about it, and what to say if there is nothing to be done.
func (r *Report) advice() string {
	advice := r.remedy()
	if names := r.handedOn(); len(names) > 0 && advice != "" {
		advice += fmt.Sprintf(" If another goroutine than has locked it is to unlock %s, as one has: say so by deadlock.Distrust.", strings.Join(names, ", or "))
	}
	return advice
}

// handedOn returns the names of the locks that one was held to hold, and others have unlocked.
func (r *Report) handedOn() (names []string) {
	for _, s := range r.Steps {
		if name := s.Held.String(); s.Held.HandedOn && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// remedy returns what to do about it.
func (r *Report) remedy() string {
	switch r.Kind {
	case Cycle, Deadlock:
		return fmt.Sprintf("Take them in one order everywhere, as %s, or all at once by deadlock.LockAll.", r.inOrder())
	case Ranked:
		return fmt.Sprintf("Take %s first, or give the two other ranks.", r.Steps[0].Wanted)
	case Reread:
		return "Lock it once for all that is read, and have the functions called in between expect it locked."
	case Relock:
		return "Have the functions that lock call only such as expect it locked."
	case Upgrade:
		return "Lock it for writing from the beginning; or unlock, lock for writing, and look again at what was read."
	case Gone:
		return "Unlock it by a defer, right after the Lock."
	case TooLong:
		return "See what its holder does with the lock held."
	}
	return ""
}

// inOrder returns the order that the locks are to be taken in: that of their ranks, or the one that all but the first
// step keep, which came last.
func (r *Report) inOrder() string {
	var locks []Lock
	ranked := true
	for _, s := range append(r.Steps[1:], r.Steps[0]) {
		if s.Held.ID != 0 {
			locks = append(locks, s.Held)
			ranked = ranked && s.Held.Rank != nil
		}
	}
	if ranked {
		slices.SortStableFunc(locks, func(a, b Lock) int { return *a.Rank - *b.Rank })
	}
	var names []string
	for _, l := range locks {
		names = append(names, l.String())
	}
	return strings.Join(names, ", then ")
}
