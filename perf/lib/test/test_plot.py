import dataclasses
import unittest
import xml.etree.ElementTree as xml

from lib import axis, jobs, plot
from lib.test.steps import step

SVG = "{http://www.w3.org/2000/svg}"


class AxisTest(unittest.TestCase):
    def test_ticks_are_round_and_cover_all(self):
        for most, last in ((1, 1), (97, 100), (0.03, 0.03), (1234, 1500), (0, 1), (5, 5)):
            ticks = axis.ticks(most)
            self.assertEqual(ticks[0], 0)
            self.assertAlmostEqual(ticks[-1], last)
            self.assertLessEqual(len(ticks), 7)


class PlotTest(unittest.TestCase):
    def draw(self, series):
        job = dataclasses.replace(jobs.named(["echo"])[0], title="Echo <& more>")
        return xml.fromstring(plot.svg(job, series))

    def test_draws_every_step_once_a_panel_inside_the_picture(self):
        drawn = self.draw({"ringway": [step(calls=c, core_share=c / 1000, p99_ms=c / 7) for c in (100, 100, 900)],
                           "pion": [step(peer="pion", calls=300, lost_share=0.02)]})
        dots = drawn.findall(f"{SVG}circle")
        self.assertEqual(len(dots), 4 * 4)
        for dot in dots:
            self.assertTrue(plot.LEFT <= float(dot.get("cx")) <= plot.WIDTH - plot.RIGHT)
            self.assertTrue(plot.TOP <= float(dot.get("cy")) <= float(drawn.get("height")))
        words = [text.text for text in drawn.findall(f"{SVG}text")]
        for word in ("Echo <& more>", "ringway", "pion", "latency p99, ms (50 and more at the edge)", "calls", "800"):
            self.assertIn(word, words)

    def test_draws_what_there_is_when_nothing_was_measured(self):
        self.assertEqual(len(self.draw({"ringway": [], "pion": []}).findall(f"{SVG}circle")), 0)
