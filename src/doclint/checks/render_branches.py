"""Branches that no data reaches, and tests that change nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclint.checks._render_branches import dead_arms
from doclint.checks._shown import short
from doclint.model.finding import Hit
from doclint.model.template import Expr, Node
from doclint.probe.trial import Trial


def dead_branch(trial: Trial) -> Iterator[Hit]:
    """Branches that another test keeps from being reached. Facts: by."""
    for dead in dead_arms(trial.template):
        if dead.arm.tag is None or not _shows(dead.arm.body):
            continue
        facts = {"by": " ".join(dead.by.text.split())}
        yield Hit(dead.arm.tag.span, "", facts, (("the test that decides it", dead.by),))


def _shows(nodes: Sequence[Node]) -> bool:
    return any(node.kind != "text" or node.span.text.strip() for node in nodes)


def flag_without_effect(trial: Trial) -> Iterator[Hit]:
    """Tests that give the same both ways. Facts: test, shown."""
    for node in trial.template.walk():
        if node.kind == "if" and (same := _same_arms(node)):
            test = " ".join(node.body[0].values[0].span.text.split())
            yield Hit(
                node.tag.span if node.tag else node.span, "", {"test": test, "shown": short(same)}
            )
        for value in node.values:
            yield from (_choice(expr) for expr in value.walk() if _is_no_choice(expr))


def _same_arms(node: Node) -> str:
    """What all arms of an `if` with an `else` show, if that is the same."""
    if len(node.body) < 2 or node.body[-1].values or not node.body[0].values:
        return ""
    texts = {_written(arm.body) for arm in node.body}
    return texts.pop() if len(texts) == 1 else ""


def _written(nodes: Sequence[Node]) -> str:
    if not nodes:
        return ""
    source = nodes[0].span.source
    return " ".join(source.text[nodes[0].span.start : nodes[-1].span.end].split())


def _is_no_choice(expr: Expr) -> bool:
    if expr.kind != "condition" or len(expr.parts) < 3:
        return False
    return expr.parts[1].span.text == expr.parts[2].span.text


def _choice(expr: Expr) -> Hit:
    test = " ".join(expr.parts[0].span.text.split())
    return Hit(expr.span, "", {"test": test, "shown": short(expr.parts[1].span.text)})
