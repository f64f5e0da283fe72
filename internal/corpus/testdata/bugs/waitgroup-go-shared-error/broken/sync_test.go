package backup

import (
	"errors"
	"testing"
)

type tape struct{ full bool }

func (t tape) Copy(string) error {
	if t.full {
		return errors.New("no tape left")
	}
	return nil
}

func TestBoth(t *testing.T) {
	if err := Both("ledger", tape{full: true}, tape{}); err == nil {
		t.Error("a copy is missing, and nobody says so")
	}
}
