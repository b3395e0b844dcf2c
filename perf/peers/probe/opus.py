"""Opus by the system's libopus: 20 ms frames of mono speech."""
import array
import ctypes

RATE_HZ = 16_000
FRAME = RATE_HZ // 50
_VOIP, _SET_BITRATE = 2048, 4002
_libopus = ctypes.CDLL("libopus.so.0")
_libopus.opus_encoder_create.restype = ctypes.c_void_p
_libopus.opus_decoder_create.restype = ctypes.c_void_p


def encode(samples, bitrate_bps=24_000):
    """A packet for each whole frame of 16 kHz samples."""
    error, packet = ctypes.c_int(), ctypes.create_string_buffer(1500)
    state = ctypes.c_void_p(_libopus.opus_encoder_create(RATE_HZ, 1, _VOIP, ctypes.byref(error)))
    _libopus.opus_encoder_ctl(state, _SET_BITRATE, ctypes.c_int(bitrate_bps))
    pcm = (ctypes.c_int16 * len(samples)).from_buffer_copy(samples)
    packets = []
    for first in range(0, len(samples) - FRAME + 1, FRAME):
        length = _libopus.opus_encode(state, ctypes.byref(pcm, 2 * first), FRAME, packet, 1500)
        if length < 0:
            raise RuntimeError(f"opus_encode: {length}")
        packets.append(packet.raw[:length])
    _libopus.opus_encoder_destroy(state)
    return packets


def decode(packets):
    """16 kHz samples of packets in order."""
    error, frame = ctypes.c_int(), (ctypes.c_int16 * (6 * FRAME))()
    state = ctypes.c_void_p(_libopus.opus_decoder_create(RATE_HZ, 1, ctypes.byref(error)))
    samples = array.array("h")
    for packet in packets:
        length = _libopus.opus_decode(state, packet, len(packet), frame, 6 * FRAME, 0)
        if length < 0:
            raise RuntimeError(f"opus_decode: {length}")
        samples.extend(frame[:length])
    _libopus.opus_decoder_destroy(state)
    return samples
