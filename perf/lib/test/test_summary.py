import pathlib
import tempfile
import unittest

from lib import step, summary
from lib.test.steps import step as made


class SummaryTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def keep(self, name, steps):
        (self.path / name).write_text("\n".join([step.csv_header(), *map(step.csv_line, steps)]) + "\n")

    def line(self, job):
        return next(line.split() for line in summary.text(self.path).splitlines() if line.startswith(job))

    def test_tells_medians_and_ratios(self):
        costs = [made(peer=peer, run=run, us_per_packet=cost * (1 + run)) for peer, cost in (("ringway", 2.0), ("pion", 9.0))
                 for run in range(3)]
        borne = [made(peer=peer, purpose="capacity", run=run, calls=calls, lost=lost, lost_share=lost / 100)
                 for peer, most in (("ringway", 900), ("pion", 300)) for run in range(3)
                 for calls, lost in ((most, 0), (most + 50, 7))]
        self.keep("2026-01-01-compare-echo.csv", costs + borne)
        self.assertEqual(self.line("echo"), ["echo", "pion", "4.00", "18.00", "4.50", "900", "300", "3.00", "5"])

    def test_takes_the_newest_and_leaves_open_what_was_not_measured(self):
        self.keep("2026-01-01-compare-echo.csv", [made(us_per_packet=1.0), made(peer="pion", us_per_packet=1.0)])
        self.keep("2026-01-02-compare-echo.csv", [made(us_per_packet=1.0), made(peer="pion", us_per_packet=3.0)])
        self.assertEqual(self.line("echo"), ["echo", "pion", "1.00", "3.00", "3.00", "-", "-", "-", "5"])

    def test_says_when_there_is_nothing(self):
        with self.assertRaisesRegex(ValueError, "no results of perf/compare"):
            summary.text(self.path)


if __name__ == "__main__":
    unittest.main()
