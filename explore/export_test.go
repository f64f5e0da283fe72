package explore

import "time"

// SetPatience says how long an execution may go without a step.
func SetPatience(d time.Duration) { patience = d }

// SetProgressInterval says how often a progress line is written.
func SetProgressInterval(d time.Duration) { progressInterval = d }

// SetCheckpointInterval says how often a checkpoint is written.
func SetCheckpointInterval(d time.Duration) { checkpointInterval = d }
