"""Finding a loop in a graph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plandocs.plan.cycles import find_cycle


def test_cycle_is_named_in_the_order_of_its_edges_from_its_first_member() -> None:
    assert find_cycle({"A3": ["A5"], "A4": [], "A5": ["A4", "A3"]}) == ["A3", "A5"]
    assert find_cycle({"A": ["B"], "B": ["C"], "C": ["D"], "D": ["B"]}) == ["B", "C", "D"]


def test_node_that_waits_for_itself_is_a_cycle() -> None:
    assert find_cycle({"A": ["A"]}) == ["A"]


def test_graph_without_a_loop_has_no_cycle() -> None:
    assert find_cycle({}) is None
    assert find_cycle({"A": ["B", "C"], "B": ["D"], "C": ["D"]}) is None


def test_long_chain_needs_no_recursion() -> None:
    chain = {number: [number + 1] for number in range(50_000)}
    assert find_cycle(chain) is None
    assert find_cycle({**chain, 50_000: [49_999]}) == [49_999, 50_000]


@given(st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=3), max_size=8))
def test_what_is_found_is_a_cycle_and_is_found_whenever_there_is_one(graph: dict[int, list[int]]) -> None:
    found = find_cycle(graph)
    if found is not None:
        assert all(b in graph[a] for a, b in zip(found, [*found[1:], found[0]], strict=True))
        return
    left = {node: set(targets) for node, targets in graph.items()}
    while ends := [node for node, targets in left.items() if not targets & left.keys()]:
        for node in ends:
            del left[node]
    assert not left, "what remains would hold a cycle"
