//go:build !linux && !darwin

package measure

import "os"

func processor() string { return os.Getenv("PROCESSOR_IDENTIFIER") } // which Windows sets

func quota() float64 { return 0 }
