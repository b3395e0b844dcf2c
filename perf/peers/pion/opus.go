package main

/*
#cgo pkg-config: opus
#include <opus.h>
*/
import "C"

import (
	"errors"
	"unsafe"
)

const (
	opusRateHz = 16000
	// RFC 6716 §2.1.4: a packet is at most 120 ms long.
	longestPacket = opusRateHz * 120 / 1000
)

var errEmptyPayload = errors.New("a packet without Opus in it")

// An opusDecoder decodes one mono stream by libopus. It belongs to one goroutine.
type opusDecoder struct {
	state   *C.OpusDecoder
	samples [longestPacket]int16
}

func newOpusDecoder() (*opusDecoder, error) {
	var status C.int
	state := C.opus_decoder_create(opusRateHz, 1, &status)
	if status != C.OPUS_OK {
		return nil, opusError(status)
	}
	return &opusDecoder{state: state}, nil
}

// decode returns the samples of one packet, which are valid until the next.
func (d *opusDecoder) decode(payload []byte) ([]int16, error) {
	if len(payload) == 0 {
		return nil, errEmptyPayload
	}
	count := C.opus_decode(
		d.state,
		(*C.uchar)(unsafe.Pointer(&payload[0])), C.opus_int32(len(payload)),
		(*C.opus_int16)(unsafe.Pointer(&d.samples[0])), longestPacket,
		0)
	if count < 0 {
		return nil, opusError(count)
	}
	return d.samples[:count], nil
}

func (d *opusDecoder) close() {
	C.opus_decoder_destroy(d.state)
}

func opusError(status C.int) error {
	return errors.New(C.GoString(C.opus_strerror(status)))
}
