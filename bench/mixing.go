package bench

// keys is how many keys there are: 0, 1, ...
const keys = 1024

// key returns the ith key in the order in which they are used. From one to the next it is far, and all
// have their turn, for 389 has nothing in common with the number of keys.
func key(i int) int { return i * 389 % keys }

// A mixture is what many read and some write, in the two loops that programs have for that. Both begin
// at the key with this number, and go on to the next.
type mixture struct {
	read  func(from, n int) (wrong int) // how much of what was read was wrong
	write func(from, n int)

	// end returns how much is wrong in the end, where these keys have been written to.
	end func(written *[keys]bool) (wrong int)
}

// mixed has each goroutine read so often, then write so often, again and again.
func mixed(newMixture func() mixture, reads, writes int) func(goroutines int) Task {
	return func(goroutines int) Task {
		m := newMixture()
		first := func(i int) int { return i * keys / goroutines } // goroutine i's; each begins elsewhere
		wrong := make([]int, goroutines)
		return Task{
			Do: func(i, n int) {
				count := 0
				for from, end := first(i), first(i)+n; from < end; from += reads + writes {
					count += m.read(from, min(reads, end-from))
					m.write(from+reads, min(writes, max(0, end-from-reads)))
				}
				wrong[i] = count
			},
			End: func(operations int) error {
				var written [keys]bool
				sum := 0
				for i := range goroutines {
					sum += wrong[i]
					for n := range operations / goroutines {
						if n%(reads+writes) >= reads {
							written[key(first(i)+n)] = true
						}
					}
				}
				return same("the number of wrong values is", int64(sum+m.end(&written)), 0)
			},
		}
	}
}
