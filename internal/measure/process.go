package measure

import "github.com/counterpoint-go/counterpoint/parallel"

// What worker processes can be asked for.
var (
	_ = parallel.Register(answer)
	_ = parallel.Register(growth)
	_ = parallel.Register(ask)
	_ = parallel.Register(primes)
)
