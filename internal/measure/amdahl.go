package measure

import (
	"fmt"
	"math"
)

// A Fit is Amdahl's law fitted to the speed-ups of a kind of workers at a work: with n of them it is 1/(s + (1-s)/n), where
// s is the part of the work that is done one after the other, and so it is never above 1/s (Gene Amdahl, "Validity of the
// single processor approach to achieving large scale computing capabilities", AFIPS 1967).
type Fit struct {
	Group  string  `json:"group"`
	Name   string  `json:"row"`
	Serial float64 `json:"serial"` // s
	Bound  float64 `json:"bound"`  // 1/s; 0 if s is 0, and there is none
	Most   int     `json:"most"`   // how many workers it is fitted up to

	// Missing says why there is no fit, and Caution what it is not to be taken for.
	Missing string `json:"missing,omitempty"`
	Caution string `json:"caution,omitempty"`
}

// Speedup returns the law's for n workers.
func (f Fit) Speedup(n float64) float64 { return 1 / (f.Serial + (1-f.Serial)/n) }

// String says it in a line.
func (f Fit) String() string {
	text := "Amdahl's law: " + f.Missing
	if f.Missing == "" {
		text = fmt.Sprintf("Amdahl's law, up to %d workers: a serial part of %s%%, so never above %s times", f.Most, about(100*f.Serial), about(f.Bound))
		if f.Bound == 0 {
			text = fmt.Sprintf("Amdahl's law, up to %d workers: no bound", f.Most)
		}
	}
	if f.Caution != "" {
		text += "; " + f.Caution
	}
	return text
}

// A point is a speed-up that was measured.
type point struct {
	workers int
	speedup float64
}

// serialPart returns the s whose law fits best: with the least sum of squares of what the times are off, each as a part of
// the time one after the other. In these the law is a line, t(n) = 1/n + s (1 - 1/n), so the best s is known without a search.
// One worker tells nothing of s; it is not ok if there are no others.
func serialPart(points []point) (s float64, ok bool) {
	var above, below float64
	for _, p := range points {
		n := float64(p.workers)
		weight := 1 - 1/n
		above += weight * (1/p.speedup - 1/n)
		below += weight * weight
	}
	if below == 0 {
		return 0, false
	}
	return above / below, true
}

// fit fits the law to the points with up to so many workers.
func fit(points []point, most int) Fit {
	f := Fit{Most: most}
	best, several := 0.0, 0
	var taken []point
	for _, p := range points {
		if p.workers <= most {
			taken = append(taken, p)
			best = math.Max(best, p.speedup)
			if p.workers > 1 {
				several++
			}
		}
	}
	s, ok := serialPart(taken)
	switch {
	case !ok:
		f.Missing = "no figure with more than one worker"
	case best < noticeable || s >= 1:
		f.Missing = "no speed-up that the law could bound"
	case s <= 0:
		f.Caution = "no part of it is seen to be done one after the other"
	default:
		f.Serial, f.Bound = s, 1/s
	}
	if f.Missing == "" && several == 1 {
		f.Caution = join(f.Caution, "from one point, which is no test of the law")
	}
	return f
}

// fits fits the law to all work.
func fits(r *Result) []Fit {
	all := []Fit{}
	for _, g := range Groups() {
		if !g.IsWork {
			continue
		}
		for _, k := range kinds[1:] {
			var points []point
			asked := false
			for _, row := range r.Rows {
				if row.Group == g.Name && row.Name == k.name {
					asked = true
					if row.Missing == "" && row.Times > 0 {
						points = append(points, point{row.Workers, row.Times})
					}
				}
			}
			if asked {
				all = append(all, r.fit(g.Name, k.name, points))
			}
		}
	}
	return all
}

// fit fits the law to a kind of workers at a work: to so many as work at the same time. Who computes needs a core for that,
// and who waits none.
func (r *Result) fit(group, name string, points []point) Fit {
	most := r.Machine.processors()
	switch {
	case group == "io":
		most = 2 * r.Machine.cores()
	case name == procs:
		most = r.Machine.cores()
	}
	f := fit(points, most)
	f.Group, f.Name = group, name
	switch {
	case most < 2:
		f = Fit{Group: group, Name: name, Most: most, Missing: "with one core no number of workers computes faster than one"}
		if r.Machine.cores() >= 2 {
			f.Missing = "with GOMAXPROCS=1 no number of them computes faster than one"
		}
	case group == "io" && f.Missing == "":
		f.Caution = join(f.Caution, fmt.Sprintf("of more than %d it is a guess", most))
	}
	return f
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}
