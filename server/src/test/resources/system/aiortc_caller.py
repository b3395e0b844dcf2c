"""One call by aiortc, steered by lines of JSON: a command on standard input, its outcome on standard output.

Says the WAV file named by the first argument, once, from the moment the call is connected.
"""

import asyncio
import json
import sys

import aioice.ice
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.contrib.media import MediaBlackhole, MediaPlayer

# Loopback is the one address that aioice leaves out, and the only one this call needs.
aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: ["127.0.0.1"]


class Caller:
    def __init__(self, file):
        self.peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.peer.addTrack(MediaPlayer(file).audio)
        self.heard = MediaBlackhole()
        self.peer.on("track", self.heard.addTrack)

    async def offer(self):
        await self.peer.setLocalDescription(await self.peer.createOffer())
        return {"sdp": self.peer.localDescription.sdp}

    async def answer(self, sdp):
        await self.peer.setRemoteDescription(RTCSessionDescription(sdp, "offer"))
        await self.peer.setLocalDescription(await self.peer.createAnswer())
        await self.heard.start()
        return {"sdp": self.peer.localDescription.sdp}

    async def accept(self, sdp):
        await self.peer.setRemoteDescription(RTCSessionDescription(sdp, "answer"))
        await self.heard.start()
        return {}

    async def statistics(self):
        report = (await self.peer.getStats()).values()
        numbers = {"state": self.peer.connectionState}
        for entry in report:
            if entry.type == "outbound-rtp":
                numbers["packetsSent"] = entry.packetsSent
            elif entry.type == "inbound-rtp":
                numbers["packetsReceived"] = entry.packetsReceived
        return numbers

    async def close(self):
        await self.heard.stop()
        await self.peer.close()
        return {}


async def main():
    caller = Caller(sys.argv[1])
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        command = json.loads(line)
        outcome = await getattr(caller, command.pop("do"))(**command)
        print(json.dumps(outcome), flush=True)


asyncio.run(main())
