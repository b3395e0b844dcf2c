"""A plot of what calls cost and what becomes of them, as plain SVG."""
import html
import statistics

from . import axis

WIDTH, PANEL, GAP, LEFT, RIGHT, TOP = 760, 190, 56, 80, 24, 84
COLOURS = ("#0b5fa5", "#c2410c")
EDGE = 2.5


def panels(job):
    """What is drawn: label and figure of a step. Latency far beyond its bound is drawn at the edge."""
    edge_ms = EDGE * job.worst_p99_ms
    late = "set-up" if job.hold_s else "latency"
    return (
        ("processor busy, %", lambda step: 100 * step.busy),
        ("processor a call, ms", lambda step: step.ms_per_call) if job.hold_s else
        ("processor a packet, µs", lambda step: step.us_per_packet),
        (f"{late} p99, ms ({axis.label(edge_ms)} and more at the edge)",
         lambda step: min(edge_ms, step.set_up_p99_ms if job.hold_s else step.p99_ms)),
        ("packets lost, %", lambda step: 100 * step.lost_share),
    )


def svg(job, series):
    """One panel a measure, one line a server.

    series maps a server's name to its steps. Dots are steps, lines join the medians of those with as many calls.
    """
    drawn = panels(job)
    steps = [step for each in series.values() for step in each]
    across = axis.ticks(max((step.calls for step in steps), default=1), 8)
    height = TOP + len(drawn) * (PANEL + GAP)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" font-family="sans-serif" '
             f'font-size="12">', f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
             _text(LEFT, 22, job.title, size=13), *_legend(series)]
    for number, (label, of) in enumerate(drawn):
        top = TOP + number * (PANEL + GAP)
        up = axis.ticks(max((of(step) for step in steps), default=1))
        parts += _frame(top, label, across, up)
        for (_, each), colour in zip(series.items(), COLOURS):
            parts += _line(_Scale(top, across[-1], up[-1]), [(step.calls, of(step)) for step in each], colour)
    parts.append(_text(LEFT + _inner() / 2, height - 12, job.unit, anchor="middle"))
    return "\n".join([*parts, "</svg>", ""])


def _inner():
    return WIDTH - LEFT - RIGHT


class _Scale:
    """From figures to places in one panel."""

    def __init__(self, top, most_x, most_y):
        self.top, self.most_x, self.most_y = top, most_x, most_y

    def place(self, x, y):
        return LEFT + _inner() * x / self.most_x, self.top + PANEL * (1 - y / self.most_y)


def _legend(series):
    for number, (name, colour) in enumerate(zip(series, COLOURS)):
        x = LEFT + 150 * number
        yield f'<rect x="{x}" y="36" width="12" height="12" fill="{colour}"/>'
        yield _text(x + 18, 46, name)


def _frame(top, label, across, up):
    scale = _Scale(top, across[-1], up[-1])
    yield _text(LEFT, top - 8, label)
    for y in up:
        x0, at = scale.place(0, y)
        yield f'<line x1="{x0}" y1="{at:.1f}" x2="{WIDTH - RIGHT}" y2="{at:.1f}" stroke="#ddd"/>'
        yield _text(x0 - 8, at + 4, axis.label(y), anchor="end")
    for x in across:
        at, y0 = scale.place(x, 0)
        yield f'<line x1="{at:.1f}" y1="{y0}" x2="{at:.1f}" y2="{y0 + 5}" stroke="#444"/>'
        yield _text(at, y0 + 18, axis.label(x), anchor="middle")
    yield f'<rect x="{LEFT}" y="{top}" width="{_inner()}" height="{PANEL}" fill="none" stroke="#444"/>'


def _line(scale, points, colour):
    for x, y in points:
        at_x, at_y = scale.place(x, y)
        yield f'<circle cx="{at_x:.1f}" cy="{at_y:.1f}" r="3" fill="{colour}" fill-opacity="0.5"/>'
    medians = [(x, statistics.median(y for other, y in points if other == x)) for x in sorted({x for x, _ in points})]
    joined = " ".join("{:.1f},{:.1f}".format(*scale.place(x, y)) for x, y in medians)
    yield f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="1.5"/>'


def _text(x, y, text, anchor="start", size=12):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}">{html.escape(text)}</text>'
