"""Tables of the office itself: identity, people, settings, missions, catalogue editions."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from cultdip_desktop.domain.duty import MissionState
from cultdip_desktop.domain.issuing import IssueState
from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.store.schema.base import (
    bitext,
    bitext_checks,
    days,
    derived,
    flags,
    key,
    logged,
    number,
    of_this_copy,
    one_of,
    text,
)

office: Final = logged(
    "office",
    "office",
    key(),
    text("role", default=None),
    *bitext("name"),
    *bitext("short_name"),
    *bitext("city"),
    text("country"),
    text("zone", default=None),
    text("currency", default=None),
    text("language", default=None),
    of_this_copy(text("writer_id", default=None)),
    of_this_copy(number("epoch")),
    *bitext("unit"),
    *bitext("parent"),
    text("symbol"),
    *bitext_checks("name", "short_name", "city", "unit", "parent"),
    one_of("role", OfficeRole),
    one_of("language", ("vi", "en")),
    sa.CheckConstraint("epoch >= 1", name="epoch"),
)

setting: Final = logged("setting", "setting", key("name"), text("value", default=None), main="name")
"""`value` is JSON text."""

person: Final = logged(
    "person",
    "person",
    key(),
    text("name", default=None),
    *bitext("rank"),
    number("approver"),
    number("active"),
    derived(text("name_sort", default=None)),
    *bitext_checks("rank"),
    *flags("approver", "active"),
    sa.CheckConstraint("name <> ''", name="name"),
)

mission: Final = logged(
    "mission",
    "mission",
    key(),
    number("position"),
    text("kind", default=None),
    *bitext("name"),
    text("country", default=None),
    *bitext("country_name"),
    *bitext("city"),
    text("zone", default=None),
    text("currency", default=None),
    text("aliases", default="[]"),
    text("other_currencies", default="[]"),
    text("confidence", default="high"),
    text("region"),
    text("state", default="active"),
    number("reports", default=1),
    text("note"),
    *bitext_checks("name", "country_name", "city"),
    one_of("state", MissionState),
    *flags("reports"),
)
"""`aliases` and `other_currencies` are JSON lists of text; `region` is empty where the shipped one holds."""

catalogue: Final = logged(
    "catalogue",
    "catalogue",
    key("edition"),
    text("code", default=None),
    *bitext("title"),
    number("is_current"),
    text("state"),
    text("issued_on", nullable=True),
    text("note"),
    text("supersedes"),
    *bitext_checks("title"),
    *flags("is_current"),
    one_of("state", IssueState),
    *days("issued_on"),
    main="edition",
)

catalogue_node: Final = logged(
    "catalogue_node",
    "catalogue",
    sa.Column("edition", sa.Text, sa.ForeignKey("catalogue.edition"), primary_key=True, nullable=False),
    sa.Column("code", sa.Text, primary_key=True, nullable=False),
    number("position"),
    text("parent", nullable=True),
    number("level"),
    text("kind", default=None),
    *bitext("title"),
    *bitext("text"),
    number("taggable"),
    text("wording", default="translated"),
    text("letter", nullable=True),
    *bitext_checks("title", "text"),
    *flags("taggable"),
    main="edition",
)
