"""Where the result of a trial goes."""
import datetime

from . import plot, step, table


def write(trial, header, out, kind):
    """Prints the table; into a folder, when there is one, also steps and plot, named after day, kind and job."""
    text = header + "\n" + table.text(trial)
    print(text, flush=True)
    if out:
        out.mkdir(parents=True, exist_ok=True)
        stem = f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}-{kind}-{trial.job.name}"
        (out / f"{stem}.txt").write_text(text)
        (out / f"{stem}.csv").write_text("\n".join([step.csv_header(), *map(step.csv_line, trial.steps)]) + "\n")
        sides = (trial.job.ours, trial.job.rival)
        series = {side.name: [s for s in trial.steps if s.peer == side.name] for side in sides}
        (out / f"{stem}.svg").write_text(plot.svg(trial.job, series))
