//go:build !linux

package pgtest

// place returns the usual place of temporary files.
func place() string { return "" }
