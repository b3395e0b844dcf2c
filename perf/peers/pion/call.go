package main

import (
	"sync"

	"github.com/pion/interceptor"
	"github.com/pion/webrtc/v3"
)

const mtu = 1500

// A call is one peer connection with a job for its audio.
type call struct {
	connection *webrtc.PeerConnection
	job        job
	tally      tally

	mutex   sync.Mutex
	closed  bool
	reading sync.WaitGroup
}

// newCall runs onGone once the connection has failed.
func newCall(connection *webrtc.PeerConnection, job job, onGone func()) *call {
	c := &call{connection: connection, job: job}
	connection.OnTrack(func(track *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) { c.read(track, receiver) })
	connection.OnConnectionStateChange(func(state webrtc.PeerConnectionState) {
		switch state {
		case webrtc.PeerConnectionStateConnected:
			c.tally.connected.Store(1)
		case webrtc.PeerConnectionStateFailed, webrtc.PeerConnectionStateClosed:
			// Closing waits for this very callback.
			go onGone()
		}
	})
	return c
}

// answer returns the description that accepts an offer, with all candidates.
func (c *call) answer(offer string) (string, error) {
	if track := c.job.output(); track != nil {
		sender, err := c.connection.AddTrack(track)
		if err != nil {
			return "", err
		}
		go drain(sender)
	}
	remote := webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer}
	if err := c.connection.SetRemoteDescription(remote); err != nil {
		return "", err
	}
	answer, err := c.connection.CreateAnswer(nil)
	if err != nil {
		return "", err
	}
	gathered := webrtc.GatheringCompletePromise(c.connection)
	if err := c.connection.SetLocalDescription(answer); err != nil {
		return "", err
	}
	<-gathered
	return c.connection.LocalDescription().SDP, nil
}

// An rtcpReader is a sender or a receiver: interceptors see RTCP about it only when somebody reads it.
type rtcpReader interface {
	Read([]byte) (int, interceptor.Attributes, error)
}

func drain(reader rtcpReader) {
	buffer := make([]byte, mtu)
	for {
		if _, _, err := reader.Read(buffer); err != nil {
			return
		}
	}
}

// read gives the job every packet until the connection is closed.
func (c *call) read(track *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
	if !c.beginReading() {
		return
	}
	defer c.reading.Done()
	go drain(receiver)
	buffer := make([]byte, mtu)
	for {
		length, _, err := track.Read(buffer)
		if err != nil {
			return
		}
		c.tally.packets.Add(1)
		if err := c.job.take(buffer[:length]); err != nil {
			c.tally.failed.Add(1)
		}
	}
}

// beginReading is false once the call is closed: its job takes nothing more.
func (c *call) beginReading() bool {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if !c.closed {
		c.reading.Add(1)
	}
	return !c.closed
}

// close is called once, when the call has left the open ones.
func (c *call) close() {
	c.mutex.Lock()
	c.closed = true
	c.mutex.Unlock()
	c.connection.Close()
	c.reading.Wait()
	c.job.close()
}
