"""Columns: both backends do the same arithmetic, to the last bit."""

from __future__ import annotations

import random
from importlib.util import find_spec
from itertools import pairwise

import pytest

from plandocs.schedule import columns as columns_module
from plandocs.schedule.bent_maps import Ways
from plandocs.schedule.calendar import WeekPattern, WorkCalendar
from plandocs.schedule.columns import ListColumns, NumpyColumns
from plandocs.schedule.distributions import SLICES, unit_quantiles
from plandocs.schedule.pieces import GRAIN

pytestmark = pytest.mark.skipif(find_spec("numpy") is None, reason="numpy is not installed")

OFFICE = WeekPattern("office", (*[((480, 720), (780, 1020))] * 5, (), ()), 480)
ODD = WeekPattern("odd", (*[((481, 720), (787, 1019))] * 5, (), ()), 471)


@pytest.mark.parametrize("pattern", [OFFICE, ODD])
@pytest.mark.parametrize("most_cells", [1 << 18, 0], ids=["by cells", "by search"])
@pytest.mark.parametrize("snaps", [False, True])
def test_both_backends_map_alike(
    pattern: WeekPattern, most_cells: int, snaps: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns_module, "_MOST_CELLS", most_cells)
    calendar = WorkCalendar(pattern, 739992, snaps=snaps)
    rng = random.Random(4)
    positions = [rng.randint(0, 30_000) + rng.choice([0.0, 0.0, GRAIN, 0.5, 1 - GRAIN]) for _ in range(4_000)]
    positions += [float(day * pattern.day_minutes) for day in range(1, 60)]
    lists, arrays = ListColumns(1), NumpyColumns(1)
    lists.trials = arrays.trials = len(positions)
    expected = lists.through(Ways(range(739992, 740100)).finish(calendar, begins=False), positions)
    found = arrays.through(Ways(range(739992, 740100)).finish(calendar, begins=False), arrays.column(positions))
    assert arrays.as_list(found) == expected
    whole = [(position, value) for position, value in zip(positions, expected, strict=True) if position % 1 == 0]
    assert len(whole) > 1_000
    assert all(value == calendar.finish_instant(int(position)) for position, value in whole)


def test_both_backends_draw_and_pick_alike() -> None:
    lists, arrays = ListColumns(7), NumpyColumns(7)
    lists.trials = arrays.trials = 500
    shares = unit_quantiles(2, 3, 9, "pert")
    one, other = (c.pick(c.table(shares, 960, 4320), c.uniform()) for c in (lists, arrays))
    assert one == arrays.as_list(other)
    assert lists.mean(one) == arrays.mean(other)


@pytest.mark.parametrize("mode", [0.0, 0.31, 1.0])
def test_table_rises_in_grains(mode: float) -> None:
    table = unit_quantiles(0, mode, 1, "pert")
    assert len(table) == SLICES
    assert all(one <= other for one, other in pairwise(table))
    assert all((value / GRAIN).is_integer() and 0 <= value <= 1 for value in table)
