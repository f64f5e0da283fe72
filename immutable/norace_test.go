//go:build !race

package immutable_test

const raceDetector = false
