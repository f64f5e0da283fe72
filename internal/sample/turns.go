package sample

import (
	"context"
	"math/rand/v2"
)

// InTurns has n of them take a sample each a round, for as many rounds as more wants, which is told how many are complete. It
// returns the samples of each, one a round.
//
// Everyone takes part in every round, in an order that is drawn anew each time: when the machine gets
// slower for a second, as machines do that have other work too, that falls on all alike, and the ratio
// of two samples of one round hardly feels it.
//
// If ctx ends, or if one of them fails, InTurns returns the error with the rounds that are complete.
func InTurns[S any](ctx context.Context, n int, more func(rounds int) bool, take func(i int) (S, error)) (samples [][]S, err error) {
	samples = make([][]S, n)
	for rounds := 0; more(rounds); rounds++ {
		round := make([]S, n)
		for _, i := range rand.Perm(n) {
			if ctx.Err() != nil {
				return samples, ctx.Err()
			}
			if round[i], err = take(i); err != nil {
				return samples, err
			}
		}
		for i, s := range round {
			samples[i] = append(samples[i], s)
		}
	}
	return samples, nil
}
