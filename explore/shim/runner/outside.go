package runner

import (
	"fmt"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// Outside returns a function that lets goroutines wait in a package that is not rewritten, for the network or for each
// other. Inside an exploration, which would hang there, it ends that instead and says why.
func Outside[F any](name string, f F) F {
	if x := sched.Current(); x != nil {
		x.Fail(sched.Failure{
			Kind: string(explore.Refused), G: x.Self(),
			Value: fmt.Sprintf("%s lets goroutines wait outside of the exploration, which cannot see that", name),
		})
		x.Exit()
	}
	return f
}

// OwnGoroutines is explore.OwnGoroutines: it has goleak leave out the goroutines of the exploration.
func OwnGoroutines[Option any](ignore func(function string) Option) []Option {
	return explore.OwnGoroutines(ignore)
}
