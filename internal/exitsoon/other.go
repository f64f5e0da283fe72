//go:build !race || !unix

// Package exitsoon does nothing here.
package exitsoon
