"""Annotated classes of SQLAlchemy come when they are asked for, and statements read the same."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
{before}
import sqlalchemy as sa
from sqlalchemy.sql import annotation
made = len(annotation.annotated_classes)
one = sa.table("one", sa.column("id"), sa.column("word"))
other = one.alias("other")._annotate({{"a": 1}})
under = sa.select(sa.func.count().label("n"), sa.case((one.c.word == "x", 1), else_=0)._annotate({{"b": 2}}))
said = [
    sa.select(one.c.id._annotate({{"c": 3}}), other.c.word).join_from(one, other, one.c.id == other.c.id),
    under.group_by(one.c.word).subquery()._annotate({{"d": 4}}).select(),
    sa.select(one).where(sa.and_(one.c.id > 1, sa.or_(one.c.word.is_(None), one.c.word.in_(["y"])))._annotate({{"e": 5}})),
]
print(made, callable(annotation._prepare_annotations), annotation._prepare_annotations.__name__)
print(*(str(each) for each in said), sep="\\n")
"""


def said(before: str = "") -> list[str]:
    code = CODE.format(before=before)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()


def test_statements_read_as_with_all_classes() -> None:
    ours, theirs = said("import cultdip_desktop.store"), said()
    assert ours[1:] == theirs[1:]
    assert (int(ours[0].split()[0]), int(theirs[0].split()[0]) > 50) == (3, True)
    assert ours[0].endswith("_prepare_annotations"), "it is put back"
