package main

import (
	"encoding/binary"
	"os"
	"sync/atomic"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v3"
)

// A decode turns packets into 16 kHz speech, in the order they come: it has no jitter buffer and conceals nothing.
type decode struct {
	decoder *opusDecoder
	packet  rtp.Packet
	keep    *os.File
}

func newDecode(keep string) (*decode, error) {
	decoder, err := newOpusDecoder()
	if err != nil {
		return nil, err
	}
	d := &decode{decoder: decoder}
	if keep != "" {
		d.keep, err = os.Create(keep)
	}
	return d, err
}

// onlyFirstKeeps makes decoders, the first of which also writes what it decodes.
func onlyFirstKeeps(keep string) newJob {
	var made atomic.Int64
	return func() (job, error) {
		if made.Add(1) == 1 {
			return newDecode(keep)
		}
		return newDecode("")
	}
}

func (d *decode) output() webrtc.TrackLocal { return nil }

func (d *decode) take(packet []byte) error {
	if err := d.packet.Unmarshal(packet); err != nil {
		return err
	}
	samples, err := d.decoder.decode(d.packet.Payload)
	if err != nil || d.keep == nil {
		return err
	}
	return binary.Write(d.keep, binary.LittleEndian, samples)
}

func (d *decode) close() {
	d.decoder.close()
	if d.keep != nil {
		d.keep.Close()
	}
}
