"""Source → its mutants: one comparison, sign, constant, condition or result changed in each."""

import ast
from collections.abc import Callable, Iterator
from types import CodeType
from typing import NamedTuple

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
SIGNS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
}
Undo = Callable[[], None]


class Mutant(NamedTuple):
    """One change: its line, what it did, and the whole module with it, compiled."""

    line: int
    change: str
    code: CodeType


def mutants(source: str, name: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = ast.parse(source)
    places = [node for node in ast.walk(tree) if hasattr(node, "lineno")]
    for node in sorted(places, key=lambda node: (node.lineno, node.col_offset)):
        before = ast.unparse(node)
        for undo in _changed(node):
            yield Mutant(node.lineno, f"{before}  →  {ast.unparse(node)}", compile(tree, name, "exec"))
            undo()


def _changed(node: ast.AST) -> Iterator[Undo]:
    """Each way to change a node, done to it; what is yielded undoes it."""
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            yield from _replaced(node.ops, at, COMPARISONS[type(operator)]())
    elif isinstance(node, ast.BinOp) and type(node.op) in SIGNS:
        yield from _set(node, "op", SIGNS[type(node.op)]())
    elif isinstance(node, ast.BoolOp):
        yield from _set(node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.If | ast.IfExp):
        yield from _set(node, "test", ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield from _set(node, "value", ast.Constant(None))
    elif isinstance(node, ast.Constant) and type(node.value) in (int, bool):
        yield from _set(node, "value", not node.value if isinstance(node.value, bool) else node.value + 1)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _set(node: ast.AST, field: str, value: object) -> Iterator[Undo]:
    old = getattr(node, field)
    setattr(node, field, value)
    ast.fix_missing_locations(node)
    yield lambda: setattr(node, field, old)


def _replaced(items: list[ast.cmpop], at: int, item: ast.cmpop) -> Iterator[Undo]:
    old = items[at]
    items[at] = item
    yield lambda: items.__setitem__(at, old)
