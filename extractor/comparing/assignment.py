"""The best one-to-one assignment of what may be paired: the sum of the scores is the highest that there is.

Pages have few figures that could be the same, so the possible pairs fall into small groups that share no figure; each
is solved by itself with the method of shortest augmenting paths (Jonker and Volgenant 1987), in whole numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

Scores = Mapping[tuple[int, int], int]
_MOST = 10_000


def assign(scores: Scores) -> list[tuple[int, int]]:
    """The pairs (row, column) of the best assignment, by row. `scores` holds the possible pairs, each above zero.

    A row or column may stay without a partner. A group of more than `_MOST` pairs, such as two long tables without
    names, is taken from the highest score down, which is nearly as good and much faster.
    """
    chosen: list[tuple[int, int]] = []
    for group in _groups(scores):
        solve = _from_the_top if len(group) > _MOST else _solve
        chosen += group if len(group) == 1 else solve({pair: scores[pair] for pair in group})
    return sorted(chosen)


def _groups(scores: Scores) -> Iterator[list[tuple[int, int]]]:
    """The possible pairs, those that share a row or column with one another together."""
    columns: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in scores:
        rows[pair[0]].append(pair)
        columns[pair[1]].append(pair)
    seen: set[tuple[int, int]] = set()
    for pair in scores:
        if pair in seen:
            continue
        seen.add(pair)
        group = [pair]
        for row, column in group:
            for near in (*rows[row], *columns[column]):
                if near not in seen:
                    seen.add(near)
                    group.append(near)
        yield group


def _from_the_top(scores: Scores) -> list[tuple[int, int]]:
    used: tuple[set[int], set[int]] = set(), set()
    chosen = []
    for row, column in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if row not in used[0] and column not in used[1]:
            used[0].add(row)
            used[1].add(column)
            chosen.append((row, column))
    return chosen


def _solve(scores: Scores) -> list[tuple[int, int]]:
    """One group. Each row has a column of its own besides, worth nothing, for staying alone."""
    rows = sorted({row for row, _ in scores})
    columns = sorted({column for _, column in scores})
    gain = [[scores.get((row, column), 0) for column in columns] + [0] * len(rows) for row in rows]
    owner = _augment([[-worth for worth in line] for line in gain])
    return [
        (rows[row], columns[column])
        for column, row in enumerate(owner)
        if row is not None and column < len(columns) and gain[row][column] > 0
    ]


def _augment(cost: list[list[int]]) -> list[int | None]:
    """The row that owns each column at least cost; there are at least as many columns as rows."""
    width = len(cost[0])
    price: list[int] = [0] * width
    discount: list[int] = [0] * len(cost)
    owner: list[int | None] = [None] * width
    for row in range(len(cost)):
        column, came = _shortest_path(cost, row, price, discount, owner)
        while column is not None:
            before = came[column]
            owner[column] = row if before is None else owner[before]
            column = before
    return owner


def _shortest_path(
    cost: list[list[int]], row: int, price: list[int], discount: list[int], owner: list[int | None]
) -> tuple[int | None, list[int | None]]:
    """The cheapest way from a row to a column without owner, and the column before each; prices are brought up."""
    open_columns = set(range(len(price)))
    distance: dict[int, int] = {}
    came: list[int | None] = [None] * len(price)
    least, last, current = 0, None, row
    while True:
        for column in open_columns:
            reach = least + cost[current][column] - discount[current] - price[column]
            if column not in distance or reach < distance[column]:
                distance[column], came[column] = reach, last
        last = min(open_columns, key=lambda column: (distance[column], column))
        least = distance[last]
        next_row = owner[last]
        if next_row is None:
            break
        open_columns.remove(last)
        current = next_row
    discount[row] += least
    for column in set(range(len(price))) - open_columns:
        rise = least - distance[column]
        price[column] -= rise
        holder = owner[column]
        if holder is not None:
            discount[holder] += rise
    return last, came
