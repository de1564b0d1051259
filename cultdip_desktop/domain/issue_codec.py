"""Directives, programme, central items, editions and rates to and from the rows of packages.

Raises:
    UserError: every `…_of` as `record_reader.Fields`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from cultdip_desktop.domain.central import CentralItem, IssuedItem
from cultdip_desktop.domain.codec import bitext_to_plain, instant_text
from cultdip_desktop.domain.directive import Directive, DirectiveAnswer, DirectiveTask
from cultdip_desktop.domain.edition import CodeMapping, EditionHead
from cultdip_desktop.domain.issuing import CentralKind, DirectiveState, DirectiveTaskState, IssueState
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.rate import Rate, parse_value
from cultdip_desktop.domain.record_reader import Fields, bad
from cultdip_desktop.domain.strategy import Node

Plain = dict[str, Any]
LONGEST_CONTENT = 200_000
"""Characters of a central item's fields as JSON."""


def directive_to_plain(directive: Directive) -> Plain:
    """Row of `directive`; its tasks are rows of their own."""
    if directive.issued_on is None:
        raise ValueError("a draft does not travel")
    return {
        "id": directive.id,
        "notation": directive.notation,
        "title": bitext_to_plain(directive.title),
        "text": bitext_to_plain(directive.text),
        "issued_on": directive.issued_on.isoformat(),
        "due": _day(directive.due),
        "offices": list(directive.offices),
        "withdraws": directive.withdraws or None,
        "person": directive.person,
    }


def directive_of(plain: Mapping[str, Any]) -> Directive:
    """Back from `directive_to_plain`, as a mission keeps it: received, without tasks."""
    row = Fields(plain)
    return Directive(
        id=row.text("id", None),
        notation=row.text("notation"),
        title=row.bitext("title"),
        text=row.bitext("text"),
        issued_on=row.some_day("issued_on"),
        due=row.day("due"),
        offices=row.offices(),
        state=DirectiveState.RECEIVED,
        withdraws=row.identity("withdraws") or "",
        person=row.text("person"),
    )


def task_to_plain(task: DirectiveTask) -> Plain:
    """Row of `directive_task`."""
    return {
        "id": task.id,
        "directive_id": task.directive_id,
        "position": task.position,
        "title": bitext_to_plain(task.title),
        "due": _day(task.due),
        "code": task.code,
    }


def task_of(plain: Mapping[str, Any]) -> DirectiveTask:
    """Back from `task_to_plain`; nothing is answered yet."""
    row = Fields(plain)
    return DirectiveTask(
        id=row.text("id", None),
        directive_id=row.text("directive_id", None),
        position=row.integer("position", 0, 10_000),
        title=row.bitext("title"),
        due=row.day("due"),
        code=row.text("code"),
    )


def directive_answer_to_plain(answer: DirectiveAnswer) -> Plain:
    """Row of `directive_answer`, in a mission's report package."""
    return {
        "id": answer.task_id,
        "directive_id": answer.directive_id,
        "state": answer.state.value,
        "answer": answer.answer,
        "answered_at": None if answer.answered_at is None else instant_text(answer.answered_at),
    }


def directive_answer_of(plain: Mapping[str, Any], office: str) -> DirectiveAnswer:
    """Back from `directive_answer_to_plain`; `office` is the package's sender."""
    row = Fields(plain)
    return DirectiveAnswer(
        task_id=row.text("id", None),
        directive_id=row.text("directive_id", None),
        office=office,
        state=row.choice("state", DirectiveTaskState),
        answer=row.text("answer"),
        answered_at=row.instant("answered_at"),
    )


def issued_item_to_plain(item: IssuedItem) -> Plain:
    """Row of `issued_item`."""
    return {
        "id": item.id,
        "year": item.year,
        "position": item.position,
        "title": bitext_to_plain(item.title),
        "code": item.code,
        "edition": item.edition,
        "quarter": item.quarter,
        "target": item.target,
        "unit": item.unit,
        "note": item.note,
        "withdrawn": item.withdrawn,
    }


def issued_item_of(plain: Mapping[str, Any]) -> IssuedItem:
    """Back from `issued_item_to_plain`."""
    row = Fields(plain)
    return IssuedItem(
        id=row.text("id", None),
        year=row.integer("year", 2000, 2200),
        position=row.integer("position", 0, 100_000),
        title=row.bitext("title"),
        code=row.text("code"),
        edition=row.text("edition"),
        quarter=row.integer("quarter", 0, 4),
        target=row.integer_or_none("target", 0, 1_000_000_000),
        unit=row.text("unit"),
        note=row.text("note"),
        withdrawn=row.flag("withdrawn"),
    )


def central_item_to_plain(item: CentralItem) -> Plain:
    """Row of `central_item`."""
    return {
        "id": item.id,
        "kind": item.kind.value,
        "title": bitext_to_plain(item.title),
        "text": bitext_to_plain(item.text),
        "content": item.content,
        "offices": list(item.offices),
        "year": item.year,
        "until": _day(item.until),
        "withdrawn": item.withdrawn,
    }


def central_item_of(plain: Mapping[str, Any]) -> CentralItem:
    """Back from `central_item_to_plain`, as a mission keeps it: received."""
    row = Fields(plain)
    return CentralItem(
        id=row.text("id", None),
        kind=row.choice("kind", CentralKind),
        title=row.bitext("title"),
        text=row.bitext("text"),
        content=row.text("content", limit=LONGEST_CONTENT),
        offices=row.offices(),
        year=row.integer_or_none("year", 2000, 2200),
        until=row.day("until"),
        state=IssueState.RECEIVED,
        withdrawn=row.flag("withdrawn"),
    )


def edition_to_plain(head: EditionHead) -> Plain:
    """Row of `catalogue`."""
    if head.issued_on is None:
        raise ValueError("a draft does not travel")
    return {
        "id": head.edition,
        "code": head.code,
        "title": bitext_to_plain(head.title),
        "supersedes": head.supersedes,
        "issued_on": head.issued_on.isoformat(),
        "note": head.note,
        "nodes": head.nodes,
    }


def edition_of(plain: Mapping[str, Any]) -> EditionHead:
    """Back from `edition_to_plain`, as a mission keeps it: received."""
    row = Fields(plain)
    return EditionHead(
        edition=row.text("id", None),
        code=row.text("code", None),
        title=row.bitext("title"),
        state=IssueState.RECEIVED,
        supersedes=row.text("supersedes"),
        issued_on=row.some_day("issued_on"),
        note=row.text("note"),
        nodes=row.integer("nodes", 1, 20_000),
    )


def node_to_plain(edition: str, position: int, node: Node) -> Plain:
    """Row of `catalogue_node`, whole; tags of a report package need only code, edition and title."""
    return {
        "id": f"{edition}/{node.code}",
        "code": node.code,
        "edition": edition,
        "title": bitext_to_plain(node.title),
        "position": position,
        "parent": node.parent,
        "level": node.level,
        "kind": node.kind,
        "text": bitext_to_plain(node.text),
        "taggable": node.taggable,
        "wording": node.wording,
        "letter": node.letter,
    }


def node_of(plain: Mapping[str, Any]) -> tuple[int, Node]:
    """Back from `node_to_plain`: the place in the edition, and the node."""
    row = Fields(plain)
    return row.integer("position", 0, 100_000), Node(
        code=row.text("code", None),
        parent=row.text("parent") if row.has("parent") else None,
        level=row.integer("level", 0, 20),
        kind=row.text("kind", None),
        title=row.bitext("title"),
        text=row.bitext("text"),
        taggable=row.flag("taggable"),
        wording=row.text("wording", "translated"),
        letter=row.text("letter") if row.has("letter") else None,
    )


def mapping_to_plain(one: CodeMapping) -> Plain:
    """Row of `catalogue_map`."""
    name = f"{one.from_edition}/{one.from_code}/{one.to_edition}/{one.to_code}"
    return {
        "id": hashlib.sha256(name.encode()).hexdigest()[:32],
        "from_edition": one.from_edition,
        "from_code": one.from_code,
        "to_edition": one.to_edition,
        "to_code": one.to_code,
    }


def mapping_of(plain: Mapping[str, Any]) -> CodeMapping:
    """Back from `mapping_to_plain`."""
    row = Fields(plain)
    return CodeMapping(
        row.text("from_edition", None), row.text("from_code", None), row.text("to_edition", None), row.text("to_code")
    )


def rate_to_plain(rate: Rate) -> Plain:
    """Row of `rate`; its id says which rate it is, so that it replaces the one of before."""
    day = rate.day.isoformat()
    return {
        "id": f"{rate.currency}/{rate.quote}/{rate.kind.value}/{day}",
        "currency": rate.currency,
        "quote": rate.quote,
        "kind": rate.kind.value,
        "day": day,
        "value": f"{rate.value:f}",
        "source": rate.source,
    }


def rate_of(plain: Mapping[str, Any], rate_id: str) -> Rate:
    """Back from `rate_to_plain`, under an id of this office.

    Raises:
        UserError: as `Fields`, and `rate.bad_value`.
    """
    row = Fields(plain)
    value = parse_value(row.decimal("value"))
    if not row.has("kind"):
        raise bad("kind", None)
    return Rate(
        id=rate_id,
        currency=row.text("currency", None),
        quote=row.text("quote", None),
        kind=row.choice("kind", RateKind),
        day=row.some_day("day"),
        value=value,
        source=row.text("source", limit=500),
    )


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
