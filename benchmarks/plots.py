"""The figures as plots in ``docs/plots``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "plots"
mpl.rcParams["svg.hashsalt"] = "pii_guard"  # the same figures, the same file


def rivals(rates: dict[str, float]) -> str:
    """Bars of MB/s."""
    figure = Figure(figsize=(8, 0.4 * len(rates) + 1), layout="constrained")
    axes = figure.subplots()
    ordered = dict(sorted(rates.items(), key=lambda item: item[1]))
    bars = axes.barh([name.replace("`", "") for name in ordered], list(ordered.values()))
    axes.bar_label(bars, fmt=" {:.2f}")
    axes.set(xscale="log", xlabel="MB/s, one core, texts of 360 bytes, 1 % with findings")
    axes.margins(x=0.15)
    return _saved(figure, "rivals")


def growth(grown: dict[str, list[tuple[int, float]]]) -> str:
    """Lines of time per byte."""
    figure = Figure(figsize=(8, 3.5), layout="constrained")
    axes = figure.subplots()
    for kind, times in grown.items():
        axes.plot(*zip(*times, strict=True), marker="o", label=f"findings {kind}")
    axes.set(xscale="log", yscale="log", xlabel="bytes of one text", ylabel="ns a byte")
    axes.legend()
    return _saved(figure, "growth")


def latency(microseconds: Sequence[float]) -> str:
    """A histogram of the time of one call."""
    figure = Figure(figsize=(8, 3), layout="constrained")
    axes = figure.subplots()
    low, high = min(microseconds), max(microseconds)
    edges = [low * (high / low) ** (step / 60) for step in range(61)]
    axes.hist(microseconds, bins=edges)
    axes.set(xscale="log", yscale="log", xlabel="µs of one scan, texts of 360 bytes, 1 % with findings", ylabel="texts")
    return _saved(figure, "latency")


def _saved(figure: Figure, name: str) -> str:
    """Write the plot; gives the Markdown that shows it on a page of ``docs``."""
    FOLDER.mkdir(exist_ok=True)
    figure.savefig(FOLDER / f"{name}.svg", metadata={"Date": None})
    return f"![{name}](plots/{name}.svg)\n"
