package main

import (
	"fmt"
	"regexp"

	"github.com/spf13/cobra"

	"github.com/counterpoint-go/counterpoint/internal/explorer"
)

// replayCommand is the subcommand replay.
type replayCommand struct {
	buildFlags
	searchFlags
}

func newReplay() *cobra.Command {
	var c replayCommand
	cmd := &cobra.Command{
		Use:   "replay package test schedule",
		Short: "Run one schedule of a test again",
		Long: `Replay runs a test once, on a schedule that explore has printed, and prints what comes of it. If the program
has changed since, so that a step cannot be made, it says which.

` + exploreStatus,
		Example: "  counterpoint replay ./bank TestTransfer v1.0b.1Lr.2L",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 3 {
				return fmt.Errorf("replay takes a package, a test and a schedule, as counterpoint explore prints them")
			}
			return nil
		},
		RunE: c.replay,
	}
	c.buildFlags.add(cmd.Flags())
	c.addExecution(cmd.Flags())
	return cmd
}

func (c *replayCommand) replay(cmd *cobra.Command, args []string) error {
	if err := checkCover(cmd.Flags()); err != nil {
		return err
	}
	c.strategy, c.preemptions = "", -1
	r := explorer.Request{Patterns: args[:1], Run: regexp.MustCompile("^" + regexp.QuoteMeta(args[1]) + "$")}
	c.buildFlags.request(&r)
	c.searchFlags.request(&r)
	r.Settings.Replay = args[2]
	stdout, stderr := cmd.OutOrStdout(), cmd.ErrOrStderr()
	say := &teller{screen: screenOf(stdout), isReplay: true}
	r.Answered = say.answer
	outcome, err := runExplorer(cmd.Context(), r, stderr)
	if outcome == nil {
		return err
	}
	return concludeExplore(stderr, outcome, err)
}
