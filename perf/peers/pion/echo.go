package main

import (
	"github.com/pion/webrtc/v3"
)

// An echo sends every packet back as it comes.
type echo struct {
	track *webrtc.TrackLocalStaticRTP
}

func newEcho() (echo, error) {
	track, err := webrtc.NewTrackLocalStaticRTP(opusCapability, "echo", "echo")
	return echo{track}, err
}

func (e echo) output() webrtc.TrackLocal { return e.track }

func (e echo) take(packet []byte) error {
	_, err := e.track.Write(packet)
	return err
}

func (e echo) close() {}
