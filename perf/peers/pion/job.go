package main

import (
	"github.com/pion/webrtc/v3"
)

// A job is what one call's audio is for. Its methods are called by the goroutine that reads the call.
type job interface {
	// output is the track that the call is answered with, nil when the caller hears nothing.
	output() webrtc.TrackLocal
	// take gets each RTP packet, decrypted, as it came: unordered, and only valid until it returns.
	take(packet []byte) error
	// close is called once, after the last packet.
	close()
}

type newJob func() (job, error)
