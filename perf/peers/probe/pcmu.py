"""G.711 µ-law: 16-bit samples to bytes and back."""
import array

RATE_HZ = 8000
FRAME = RATE_HZ // 50


def _expand(code):
    code = ~code & 0xFF
    magnitude = (((code & 0x0F) << 3) + 0x84 << ((code & 0x70) >> 4)) - 0x84
    return -magnitude if code & 0x80 else magnitude


_LINEAR = [_expand(code) for code in range(256)]
_CODES = sorted((value, code) for code, value in enumerate(_LINEAR))


def _nearest():
    """The code of every 16-bit sample, by its upper 14 bits, which are all that µ-law hears."""
    table, at = bytearray(), 0
    for sample in range(-32768, 32768, 4):
        while at + 1 < 256 and abs(_CODES[at + 1][0] - sample) <= abs(_CODES[at][0] - sample):
            at += 1
        table.append(_CODES[at][1])
    return bytes(table)


_CODE = _nearest()


def packets(samples):
    """A packet for each whole frame of 8 kHz samples."""
    data = bytes(_CODE[(sample + 32768) >> 2] for sample in samples)
    return [data[at : at + FRAME] for at in range(0, len(data) - FRAME + 1, FRAME)]


def decode(packets):
    """8 kHz samples of packets in order."""
    return array.array("h", (_LINEAR[code] for packet in packets for code in packet))
