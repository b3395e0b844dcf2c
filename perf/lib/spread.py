"""Several runs in one figure."""
import statistics


def median(values):
    values = [value for value in values if value is not None]
    return statistics.median(values) if values else None


def text(values, form):
    """The median with the extremes behind it, or a dash."""
    values = [value for value in values if value is not None]
    if not values:
        return "-"
    middle = format(statistics.median(values), form)
    return f"{middle} [{format(min(values), form)}, {format(max(values), form)}]"


def ratios(ours, theirs):
    """One to the other, run by run, of figures by run: what was measured one after the other is compared, so that drift
    takes no side. Runs that one of them lacks are left out."""
    return [ours[run] / theirs[run] for run in ours if ours[run] and theirs.get(run)]
