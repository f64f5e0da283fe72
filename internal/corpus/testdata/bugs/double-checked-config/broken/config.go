package config

import "sync"

// A Config is what the program was started with.
type Config struct {
	Region  string
	Retries int
}

var (
	mu      sync.Mutex
	current *Config
	loads   int
)

// Get returns the configuration. The first call loads it.
func Get() *Config {
	if current != nil {
		return current
	}
	mu.Lock()
	defer mu.Unlock()
	if current == nil {
		current = load()
	}
	return current
}

func load() *Config {
	loads++
	c := new(Config)
	c.Region = "eu-west"
	c.Retries = 3
	return c
}
