package main

import (
	"slices"
	"strings"
)

// mostNear is how many names are suggested.
const mostNear = 5

// nearest returns the known names that may have been meant by one that is not known: those that
// contain it or lie in it, and those that are a few slips away, the likeliest first.
func nearest(name string, known []string) []string {
	type candidate struct {
		name string
		off  int
	}
	name = strings.ToLower(name)
	var near []candidate
	for _, k := range known {
		lower := strings.ToLower(k)
		off := distance(name, lower)
		if off <= max(2, len(name)/4) || len(name) > 2 && (strings.Contains(lower, name) || strings.Contains(name, lower)) {
			near = append(near, candidate{k, off})
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return a.off - b.off })
	var names []string
	for _, c := range near[:min(len(near), mostNear)] {
		names = append(names, c.name)
	}
	return names
}

// distance is the Levenshtein distance: how many bytes to insert, remove or replace to make b of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1) // row[j] is the distance of what was read of a from b[:j]
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replace := diagonal
			if a[i] != b[j] {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
