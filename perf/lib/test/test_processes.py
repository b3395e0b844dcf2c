import os
import pathlib
import tempfile
import time
import unittest

from lib import processes


class AskedTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.log = pathlib.Path(folder.name) / "log"

    def asked(self, script):
        process = processes.Asked(["sh", "-c", script], self.log)
        self.addCleanup(process.close, 5)
        return process

    def test_answers_line_by_line_and_ends_with_its_input(self):
        echo = self.asked("while read line; do echo $line $line; done; echo the end")
        echo.tell("one")
        echo.tell("two")
        self.assertEqual([echo.line(5), echo.line(5)], ["one one", "two two"])
        echo.close(5)
        self.assertEqual(echo.process.returncode, 0)

    def test_tells_the_last_words_of_one_that_ended(self):
        broken = self.asked("echo no such port >&2")
        with self.assertRaisesRegex(processes.Ended, "sh ended; its last words: no such port"):
            broken.line(5)

    def test_does_not_wait_for_ever(self):
        began = time.monotonic()
        with self.assertRaisesRegex(processes.Ended, "said nothing for 0.2 s"):
            self.asked("printf half; read line").line(0.2)
        self.assertLess(time.monotonic() - began, 5)

    def test_makes_one_end_that_does_not(self):
        stubborn = self.asked("trap '' TERM; echo ready; while :; do sleep 0.05; done")
        stubborn.line(5)
        stubborn.close(0.2)
        self.assertIsNotNone(stubborn.process.returncode)


    def test_counts_what_children_use(self):
        idle = self.asked("setpriv --pdeathsig KILL sh -c 'while :; do :; done' & echo ready; wait")
        self.addCleanup(idle.process.kill)
        idle.line(5)
        deadline = time.monotonic() + 20
        while processes.cpu_s(idle.pid) < 0.1:
            self.assertLess(time.monotonic(), deadline)
        self.assertIn(idle.pid, processes.descendants(os.getpid()))

    def test_tells_what_processors_have_done(self):
        cores = processes.cores()
        self.assertEqual(set(os.sched_getaffinity(0)) - set(cores), set())
        for busy_s, stolen_s in cores.values():
            self.assertGreater(busy_s, stolen_s)

    def test_a_processor_is_busy_for_as_long_as_a_process_uses_it(self):
        allowed = os.sched_getaffinity(0)
        self.addCleanup(os.sched_setaffinity, 0, allowed)
        core = min(allowed)
        os.sched_setaffinity(0, {core})
        before, used_from = processes.cores()[core][0], time.thread_time()
        while time.thread_time() - used_from < 0.3:
            pass
        self.assertGreater(processes.cores()[core][0] - before, 0.3 - 2 / processes.TICKS)


if __name__ == "__main__":
    unittest.main()
