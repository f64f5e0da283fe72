package autoscaler

import "testing"

func TestScaler(t *testing.T) {
	for _, name := range []string{"up", "down"} {
		t.Run(name, func(t *testing.T) {
			s := Start(t.Logf, 2)
			if n := s.Desired(); n > 2 {
				t.Errorf("desired %d", n)
			}
			<-s.done
		})
	}
}
