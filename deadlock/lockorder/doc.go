// Package lockorder has a Mutex and an RWMutex that see the deadlock that has not happened yet.
package lockorder
