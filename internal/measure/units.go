package measure

import (
	"fmt"
	"math"
	"strconv"
)

// Format returns a figure for people, with its unit.
func Format(figure float64, unit string) string {
	if unit == Bytes {
		return scaled(figure, 1024, "B", "KB", "MB", "GB")
	}
	return scaled(figure, 1000, "ns", "µs", "ms", "s")
}

// scaled prints a number in the largest unit in which it is not below one.
func scaled(n, step float64, units ...string) string {
	i := 0
	for ; i+1 < len(units) && n >= step*0.9995; i++ { // which would be printed as the step
		n /= step
	}
	return Digits(n) + " " + units[i]
}

// Digits returns a number with the three digits that count, or all that are before the point: 0.97, 12.3, 4,120.
func Digits(n float64) string {
	switch {
	case n < 9.995:
		return fmt.Sprintf("%.2f", n)
	case n < 99.95:
		return fmt.Sprintf("%.1f", n)
	}
	return grouped(math.Round(n))
}

// about returns a number with the two digits that count: 1,800.
func about(n float64) string {
	if n < 9.5 {
		return fmt.Sprintf("%.2g", n)
	}
	unit := math.Pow(10, math.Floor(math.Log10(n))-1)
	return grouped(math.Round(n/unit) * unit)
}

// grouped prints a whole number with a comma before each three digits.
func grouped(n float64) string {
	s := strconv.FormatFloat(n, 'f', 0, 64)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
