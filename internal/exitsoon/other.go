//go:build !race || !unix

package exitsoon
