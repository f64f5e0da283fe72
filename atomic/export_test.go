package atomic

// Fill makes the Tally one that has observed count times the highest value.
func (t *Tally) Fill(count uint64) { t.word.Store(count<<tallySumBits + count*(1<<16-1)) }
