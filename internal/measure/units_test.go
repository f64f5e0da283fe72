package measure

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestFormat(t *testing.T) {
	for want, test := range map[string]struct {
		figure float64
		unit   string
	}{
		"0.31 ns": {0.312, Nanoseconds}, "1.00 ns": {1, Nanoseconds}, "312 ns": {312.4, Nanoseconds}, "999 ns": {999.4, Nanoseconds},
		"1.00 µs": {999.6, Nanoseconds}, "12.3 µs": {12_345, Nanoseconds}, "4.12 ms": {4_120_000, Nanoseconds},
		"1.50 s": {1.5e9, Nanoseconds}, "4,000 s": {4e12, Nanoseconds},
		"512 B": {512, Bytes}, "2.00 KB": {2048, Bytes}, "1.00 MB": {1 << 20, Bytes}, "1,000 KB": {1_024_000, Bytes}, "3.00 GB": {3 << 30, Bytes},
	} {
		assert.Equal(t, want, Format(test.figure, test.unit))
	}
}

func TestAbout(t *testing.T) {
	for want, n := range map[string]float64{
		"0.97": 0.974, "1": 1, "1.8": 1.83, "9.5": 9.46, "10": 9.6, "41": 40.6, "100": 99.6, "1,800": 1834, "390,000": 392_345, "1,200,000": 1_234_567,
	} {
		assert.Equal(t, want, about(n))
	}
}
