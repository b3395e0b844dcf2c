import copy
import dataclasses
import json
import pathlib
import tempfile
import unittest

from lib import load

STEADY = load.Options(load_core=1, most=20)
CALLS = 10
HISTOGRAM = {"p50Us": 100.0, "p99Us": 2500.0, "p99_9Us": 9000.0}
REPORT = {
    "generatorLimited": False, "countedFromS": 100.0, "countedSeconds": 10.0,
    "calls": {"setUp": 400, "failed": 0, "firstFailure": "", "setUpPerS": 200.0, "setUpWhileCounting": 0,
              "failedWhileCounting": 0, "liveAtEnd": CALLS},
    "setUp": HISTOGRAM, "latency": HISTOGRAM, "pacingError": HISTOGRAM,
    "packets": {"sent": 5000, "notReturned": 3, "lostByServersReports": 2},
    "kernelDrops": {"server": 4, "generator": 0},
    "generator": {"cpuShare": 0.25, "nsPerPacket": 900},
}


def report(**changes):
    changed = copy.deepcopy(REPORT)
    for key, value in changes.items():
        changed[key] = {**changed[key], **value} if isinstance(value, dict) else value
    return changed


class LoadTest(unittest.TestCase):
    def lost(self, options, **changes):
        return load.parse(report(**changes), CALLS, options).lost

    def test_adds_up_all_that_was_lost(self):
        figures = load.parse(REPORT, CALLS, STEADY)
        self.assertEqual(figures.lost, 9)
        self.assertEqual(figures.packets_per_s, 500)
        self.assertEqual(figures.p99_ms, 2.5)
        self.assertEqual(figures.steady, (100.5, 109.5))

    def test_more_answers_than_packets_are_no_gain(self):
        echoed = report(packets={"notReturned": -20, "lostByServersReports": -1})
        self.assertEqual(load.parse(echoed, CALLS, STEADY).lost, 4)

    def test_refuses_runs_that_say_nothing_of_the_server(self):
        with self.assertRaisesRegex(load.Unfit, "no answer"):
            load.parse(report(packets={"sent": 0}, calls={"firstFailure": "no answer"}), CALLS, STEADY)

    def test_forgives_what_a_transcoder_may_hold_back(self):
        transcoded = dataclasses.replace(STEADY, held=1)
        self.assertEqual(self.lost(transcoded, packets={"notReturned": 13}), 9)
        self.assertEqual(self.lost(transcoded, packets={"notReturned": 5}), 6)
        self.assertEqual(self.lost(transcoded, calls={"setUpWhileCounting": 7}, packets={"notReturned": 18}), 7)

    def test_only_counts_what_was_mixed(self):
        mixed = dataclasses.replace(STEADY, mixed=True)
        self.assertEqual(self.lost(mixed, packets={"notReturned": 5000, "received": 4990}), 16)
        self.assertEqual(self.lost(mixed, packets={"notReturned": 5000, "received": 5100}), 6)

    def test_says_why_the_first_call_failed(self):
        self.assertEqual(load.parse(report(calls={"firstFailure": "no answer"}), CALLS, STEADY).first_failure, "no answer")

    def test_misses_calls_that_are_not_there(self):
        def failed(options, **calls):
            return load.parse(report(calls=calls), CALLS, options).failed

        self.assertEqual(failed(STEADY), 0)
        self.assertEqual(failed(STEADY, failedWhileCounting=2), 2)
        self.assertEqual(failed(STEADY, liveAtEnd=CALLS - 3), 3)
        self.assertEqual(failed(STEADY, liveAtEnd=CALLS + 3), 0, "some pause")
        self.assertEqual(failed(dataclasses.replace(STEADY, hold_s=0.2), liveAtEnd=4), 0, "they come and go")


class TargetTest(unittest.TestCase):
    def target(self, *streams, mixed=False):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            plan = folder / "plan.jsonl"
            plan.write_text("".join(json.dumps(stream) + "\n" for stream in streams))
            arguments = load.target(plan, folder, mixed)
            driven = folder / "driven.jsonl"
            lines = [json.loads(line) for line in driven.read_text().splitlines()] if driven.exists() else []
            return arguments, lines

    def test_leaves_webrtc_to_the_generator(self):
        url = "whip:http://127.0.0.1:8080/whip"
        self.assertEqual(self.target({"remote": url, "expect_back": True})[0], ["--target", url])
        self.assertEqual(self.target({"remote": url, "expect_back": False})[0], ["--target", url, "--one-way"])

    def test_waits_for_what_comes_out_at_the_other_end_of_a_bridge(self):
        _, lines = self.target({"remote": "127.0.0.1:1", "codec": "opus", "recv_key": "K", "recv_local": "127.0.0.1:2",
                                "expect_back": False},
                               {"remote": "127.0.0.1:1", "codec": "pcmu", "expect_back": False})
        self.assertTrue(lines[0]["expect_back"])
        self.assertEqual(lines[0]["recv_codec"], "pcmu")
        self.assertIsNone(lines[0]["recv_key"], "the other leg is plain")
        self.assertFalse(lines[1]["expect_back"])

    def test_follows_a_plan_that_grows(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            plan = folder / "plan.jsonl"
            stream = {"remote": "127.0.0.1:1", "codec": "pcmu", "recv_local": "127.0.0.1:2"}
            plan.write_text(json.dumps(stream) + "\n")
            (_, given) = load.target(plan, folder)
            for number in range(2, 5):
                with open(plan, "a") as more:
                    more.write(json.dumps({**stream, "ssrc": number}) + "\n")
                load.extend(plan, folder)
            lines = [json.loads(line) for line in pathlib.Path(given.removeprefix("plan:")).read_text().splitlines()]
            self.assertEqual([line.get("ssrc") for line in lines], [None, 2, 3, 4])
            self.assertTrue(all(line["expect_back"] for line in lines))

    def test_does_not_look_for_what_was_sent_in_a_mix(self):
        stream = {"remote": "127.0.0.1:1", "codec": "opus", "expect_back": True}
        self.assertEqual(self.target(stream, mixed=True)[1][0]["match"], "count")
        self.assertNotIn("match", self.target(stream)[1][0])

    def test_refuses_an_empty_plan(self):
        with self.assertRaises(load.Unfit):
            self.target()
