"""A WHIP endpoint on aiortc that echoes what it receives: a foreign peer for tests.

Prints its port, then one line for each session: "offered", "connected", "deleted".
"""

import asyncio
import http.server
import threading

from aiortc import RTCPeerConnection, RTCSessionDescription

loop = asyncio.new_event_loop()
sessions = {}


async def answer(offer):
    connection = RTCPeerConnection()
    name = str(len(sessions) + 1)
    sessions[name] = connection

    @connection.on("track")
    def on_track(track):
        connection.addTrack(track)

    @connection.on("connectionstatechange")
    def on_state():
        print(connection.connectionState, flush=True)

    await connection.setRemoteDescription(RTCSessionDescription(offer, "offer"))
    await connection.setLocalDescription(await connection.createAnswer())
    return name, connection.localDescription.sdp


class Endpoint(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        offer = self.rfile.read(int(self.headers["Content-Length"])).decode()
        print("offered", flush=True)
        name, sdp = asyncio.run_coroutine_threadsafe(answer(offer), loop).result(20)
        body = sdp.encode()
        self.send_response(201)
        self.send_header("Content-Type", "application/sdp")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Location", "sessions/" + name)
        self.end_headers()
        self.wfile.write(body)

    def do_DELETE(self):
        connection = sessions[self.path.rsplit("/", 1)[1]]
        print("deleted", flush=True)
        asyncio.run_coroutine_threadsafe(connection.close(), loop).result(20)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


threading.Thread(target=loop.run_forever, daemon=True).start()
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
print(server.server_address[1], flush=True)
server.serve_forever()
