import json
import pathlib
import tempfile
import unittest

from lib import load
from lib.jobs import Side
from lib.server import Server

RIG = pathlib.Path(__file__).resolve().parents[2] / "peers"
SERVE = f"""#!/usr/bin/env python3
import os, sys
sys.path.insert(0, {str(RIG)!r})
from rig.plan import Stream
from rig.serve import Rival, main


class Process:
    \"\"\"Itself.\"\"\"

    pid = os.getpid()

    def resident_kb(self):
        return 1

    def cpu_s(self):
        return 0.0

    def log_lines(self):
        return []

    def close(self):
        pass


class Small(Rival):
    \"\"\"Has room for seven calls.\"\"\"

    JOBS = {{"echo": "nothing"}}

    def start(self):
        self.process = Process()

    def call(self, number):
        if number == 7:
            raise RuntimeError("there is no more room")
        return [Stream(remote="127.0.0.1:9", codec="pcmu", pt=0, ssrc=number, local=f"127.0.0.1:{{100 + number}}")]


main(Small)
"""


class ServerTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        serve = self.folder / "perf/peers/small/serve"
        serve.parent.mkdir(parents=True)
        serve.write_text(SERVE)
        serve.chmod(0o755)

    def test_grows_as_far_as_there_is_room(self):
        server = Server(Side("small", "echo", root=self.folder), 2, 10, 0, 0, self.folder)
        try:
            self.assertEqual(self.ssrcs(server), [0, 1])
            server.grow(5)
            server.grow(4)
            self.assertEqual(self.ssrcs(server), [0, 1, 2, 3, 4])
            with self.assertRaisesRegex(load.Unfit, "only 7 of 9 calls could be set up.*there is no more room"):
                server.grow(9)
            self.assertEqual(self.ssrcs(server), list(range(7)))
        finally:
            counted = server.close()
        self.assertEqual(counted["calls"], 7)

    def ssrcs(self, server):
        return [json.loads(line)["ssrc"] for line in server.plan.read_text().splitlines()]
