// Package sample is how times are measured here: short samples of all that are to be compared, which take turns; and of
// the samples of one the median, with its confidence interval.
//
// On a machine that does other things too, two numbers that were taken minutes apart say little about each other. Those of
// one round had the same machine.
package sample
