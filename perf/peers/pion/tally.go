package main

import (
	"sync/atomic"
)

// A tally is what one call counts, so that calls do not share a cache line; it may be read while it counts.
type tally struct {
	connected, packets, failed atomic.Int64
}

func (t *tally) add(other *tally) {
	t.connected.Add(other.connected.Load())
	t.packets.Add(other.packets.Load())
	t.failed.Add(other.failed.Load())
}
