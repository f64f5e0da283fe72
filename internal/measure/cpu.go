package measure

import (
	"context"
	"time"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// A span is some numbers, among which are prime ones.
type span struct{ From, Width int }

// primesFrom is where the numbers begin: so far up that one is about as hard as the next.
const primesFrom = 1_000_001

// cpuRows are the work of counting prime numbers.
func cpuRows(p *preparation) []subject {
	n := pieces(p.machine)
	var spans []span // none before the first sample: how wide they are depends on the machine
	want := 0
	rows := work(p, func(ctx context.Context, workers parallel.Workers) error {
		if spans == nil {
			return errUnprepared
		}
		got, err := parallel.Map(ctx, workers, primes, spans)
		if err != nil {
			return err
		}
		return check(got, want)
	})
	first := rows[0].prepare
	rows[0].prepare = func(ctx context.Context, long time.Duration) (take, error) {
		width, err := widthFor(ctx, whole(p)/time.Duration(n))
		if err != nil {
			return nil, err
		}
		for i := range n {
			spans = append(spans, span{primesFrom + i*width, width})
		}
		for _, s := range spans {
			count, err := primes(ctx, s)
			if err != nil {
				return nil, err
			}
			want += count
		}
		return first(ctx, long)
	}
	return rows
}

// widthFor returns how many numbers take about so long.
func widthFor(ctx context.Context, long time.Duration) (width int, err error) {
	for width = 32; ; width *= 2 {
		begin := time.Now()
		if _, err := primes(ctx, span{primesFrom, width}); err != nil {
			return 0, err
		}
		if took := time.Since(begin); took > long/2 {
			return max(1, int(float64(width)*float64(long)/float64(took))), nil
		}
	}
}

// primes counts the prime numbers of a span, by dividing. It can be interrupted at every number.
func primes(ctx context.Context, s span) (count int, err error) {
	for n := s.From; n < s.From+s.Width; n++ {
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		parallel.Checkpoint(ctx)
		if isPrime(n) {
			count++
		}
	}
	return count, nil
}

func isPrime(n int) bool {
	if n%2 == 0 {
		return n == 2
	}
	for d := 3; d*d <= n; d += 2 {
		if n%d == 0 {
			return false
		}
	}
	return n > 1
}
