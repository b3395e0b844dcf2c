"""What JMH measured of stages, as a table with a column for each number of sessions."""
import collections
import statistics

SESSIONS = (1, 100, 2000)


def rows(results):
    """By benchmark and its other parameters: by sessions, ns of all iterations and bytes allocated a packet."""
    table = collections.OrderedDict()
    for result in results:
        parameters = dict(result.get("params", {}))
        sessions = int(parameters.pop("sessions", 1))
        name = ".".join(result["benchmark"].split(".")[-2:])
        samples = [sample for fork in result["primaryMetric"]["rawData"] for sample in fork]
        garbage = result.get("secondaryMetrics", {}).get("gc.alloc.rate.norm", {}).get("score", float("nan"))
        table.setdefault(" ".join([name, *parameters.values()]), {})[sessions] = (samples, garbage)
    return table


def text(table):
    lines = [f"{'':<66}{'1':>10}{'100':>10}{'2,000':>10}  {'2,000/100':>9}{'spread':>8}{'B/packet':>10}"]
    for label, by_sessions in table.items():
        medians = {number: statistics.median(samples) for number, (samples, _) in by_sessions.items()}
        cells = "".join(f"{medians[number]:>10.1f}" if number in medians else f"{'':>10}" for number in SESSIONS)
        ratio = f"{medians[2000] / medians[100]:>9.2f}" if {100, 2000} <= medians.keys() else f"{'':>9}"
        spread = max((max(samples) - min(samples)) / statistics.median(samples) for samples, _ in by_sessions.values())
        garbage = max(garbage for _, garbage in by_sessions.values())
        lines.append(f"{label:<66}{cells}  {ratio}{spread:>8.0%}{garbage:>10.1f}")
    return "\n".join(lines)
