"""Charts as static markup: they need no script, print, and hold only escaped text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pii_guard.reporters.writable import writable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_COLOURS = 7
_WIDTH, _HEIGHT, _LEFT, _ABOVE, _BELOW = 900, 250, 60, 20, 24
_HALF_LABEL = 46
_MOST_LABELS, _FEW_LABELS = 14, 5
"""Of months, at most: where there is room, and on a phone."""


def clean(text: object) -> str:
    """``text`` as inert markup: whatever it holds is shown as it stands."""
    plain = writable(str(text))
    return escape("".join(char if char.isprintable() else " " for char in plain))


def bars(counts: Mapping[str, int], most: int = 12) -> str:
    """A bar for each name, the longest first."""
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rest = sum(count for _, count in rows[most:])
    rows = rows[:most] + ([(f"{len(rows) - most} others", rest)] if rest else [])
    top = max((count for _, count in rows), default=1)
    cells = (
        f'<span title="{clean(name)}">{clean(name)}</span>'
        f'<svg viewBox="0 0 100 6" preserveAspectRatio="none" height="12"><rect class="c0" '
        f'width="{100 * count / top:.1f}" height="6" rx="1"/></svg><b>{count:,}</b>'
        for name, count in rows
    )
    return f'<div class="bars">{"".join(cells)}</div>'


def stacks(series: Mapping[str, Mapping[str, int]], months: Sequence[str]) -> str:
    """A column for each month, stacked by name; the smaller series are drawn as one."""
    ranked = sorted(series, key=lambda name: -sum(series[name].values()))
    shown = ranked[: _COLOURS - 1]
    layers = [(name, [series[name].get(month, 0) for month in months]) for name in shown]
    others = [sum(series[name].get(month, 0) for name in ranked[_COLOURS - 1 :]) for month in months]
    if any(others):
        layers.append(("others", others))
    top = max((sum(layer[n] for _, layer in layers) for n in range(len(months))), default=1) or 1
    step = (_WIDTH - _LEFT) / max(len(months), 1)
    parts = [
        f'<line x1="{_LEFT}" x2="{_WIDTH}" y1="{y:.0f}" y2="{y:.0f}"/><text x="{_LEFT - 6}" y="{y + 4:.0f}" '
        f'text-anchor="end">{top * share:,.0f}</text>'
        for share in (0, 0.5, 1)
        for y in (_HEIGHT - _BELOW - share * (_HEIGHT - _BELOW - _ABOVE),)
    ]
    for n, month in enumerate(months):
        x, y = _LEFT + n * step, float(_HEIGHT - _BELOW)
        for colour, (name, layer) in enumerate(layers):
            height = layer[n] / top * (_HEIGHT - _BELOW - _ABOVE)
            y -= height
            parts.append(
                f'<rect class="c{colour}" x="{x + step * 0.15:.1f}" y="{y:.1f}" width="{min(step * 0.7, 60):.1f}" '
                f'height="{height:.1f}"><title>{clean(month)} {clean(name)}: {layer[n]:,}</title></rect>'
            )
        if n % -(-len(months) // _MOST_LABELS) == 0:
            fine = "" if n % -(-len(months) // _FEW_LABELS) == 0 else ' class="fine"'
            middle = min(x + step * 0.15 + min(step * 0.35, 30), _WIDTH - _HALF_LABEL)
            parts.append(f'<text{fine} x="{middle:.1f}" y="{_HEIGHT - 6}" text-anchor="middle">{clean(month)}</text>')
    keys = (f'<span><i class="c{colour}"></i>{clean(name)}</span>' for colour, (name, _) in enumerate(layers))
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="Findings by month">{"".join(parts)}</svg>'
        f'<div class="legend">{"".join(keys)}</div>'
    )
