"""Sends the packets of a plan's streams, paced by 20 ms, and keeps what comes back."""
import collections
import select
import socket
import struct
import time

from . import opus, pcmu, sound
from .srtp import Srtp


def talk(streams, seconds):
    """Talkers, one a stream, when all have said all and a second has passed for the rest to come in."""
    talkers = [Talker(stream, voice, seconds) for voice, stream in enumerate(streams)]
    addresses = {address for talker in talkers for address in (talker.stream.local, talker.ear)}
    sockets = {address: _bound(address) for address in addresses}
    hearing = {sockets[talker.stream.local]: talker.overhear for talker in talkers}
    hearing |= {sockets[talker.ear]: talker.hear for talker in talkers}
    began = time.monotonic()
    for number in range(int(seconds / sound.FRAME_S)):
        for talker in talkers:
            sockets[talker.stream.local].sendto(talker.packet(number), talker.remote)
        _listen(hearing, began + (number + 1) * sound.FRAME_S)
    _listen(hearing, time.monotonic() + 1)
    for each in sockets.values():
        each.close()
    return talkers


def _listen(hearing, until):
    """Takes what is there and what comes until then; the former also when it is late already."""
    left = until - time.monotonic()
    while True:
        readable, _, _ = select.select(hearing, [], [], max(0.0, left))
        for each in readable:
            hearing[each](each.recv(2048))
        left = until - time.monotonic()
        if left <= 0 and not readable:
            return


class Talker:
    """One stream: what is said, and what comes out of it."""

    def __init__(self, stream, voice, seconds):
        self.stream, self.voice = stream, voice
        encode, rate_hz = (opus.encode, opus.RATE_HZ) if stream.codec == "opus" else (pcmu.packets, pcmu.RATE_HZ)
        self.payloads = encode(sound.sweep(rate_hz, seconds, voice))
        self.sealing = Srtp(stream.send_key) if stream.send_key else None
        self.opening = Srtp(stream.recv_key) if stream.recv_key else None
        self.remote, self.ear = _address(stream.remote), stream.recv_local or stream.local
        self.step = 960 if stream.codec == "opus" else 160
        self.heard = {}
        """Payloads by extended sequence number, of what came out."""
        self.aside = 0
        """Packets that came back to where nothing should."""
        self.payload_types = collections.Counter()
        self.unauthentic = 0

    def packet(self, number):
        """The RTP or SRTP packet with the frame of a number."""
        head = struct.pack(">BBHII", 0x80, self.stream.pt, number, number * self.step, self.stream.ssrc)
        packet = head + self.payloads[number]
        return self.sealing.protect(packet) if self.sealing else packet

    def overhear(self, packet):
        """Takes what came back to where one speaks though it should come out elsewhere."""
        self.aside += not _is_rtcp(packet)

    def hear(self, packet):
        """Takes what came out."""
        if _is_rtcp(packet):
            return
        if self.opening:
            try:
                packet = self.opening.unprotect(packet)
            except ValueError:
                self.unauthentic += 1
                return
        self.payload_types[packet[1] & 0x7F] += 1
        before = next(reversed(self.heard), None)
        self.heard[_extended(int.from_bytes(packet[2:4], "big"), before)] = packet[12:]

    def payloads_heard(self):
        """In the order of their sequence numbers."""
        return [payload for _, payload in sorted(self.heard.items())]


def _is_rtcp(packet):
    """RFC 5761 §4; what is too short for RTP is none either."""
    return len(packet) < 12 or 192 <= packet[1] <= 223


def _extended(sequence, before):
    """A sequence number that goes on where 16 bits wrap: the one next to the one before it."""
    return sequence if before is None else before + (sequence - before + 0x8000) % 0x10000 - 0x8000


def _bound(address):
    bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    bound.bind(_address(address))
    return bound


def _address(text):
    host, port = text.rsplit(":", 1)
    return host, int(port)
