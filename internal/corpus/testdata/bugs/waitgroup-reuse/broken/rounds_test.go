package rounds

import (
	"testing"
	"time"
)

func TestReport(t *testing.T) {
	var trainer Trainer
	var reported int32
	trainer.Round(1)
	trainer.Report(func(steps int32) { reported = steps })
	time.Sleep(time.Millisecond)
	trainer.Next()
	trainer.Round(1)
	trainer.Next()
	trainer.seen.Wait()
	if reported != 1 {
		t.Errorf("the first round had %d steps, want 1", reported)
	}
}
