"""Words for what headquarters sends to missions, and what becomes of it (R26, R30)."""

from __future__ import annotations

from enum import StrEnum


class DispatchKind(StrEnum):
    """Kinds of headquarters' packages."""

    RECEIPT = "receipt"
    COMMENTS = "comments"
    DIRECTIVE = "directive"
    CATALOGUE = "catalogue"
    TRUST = "trust"
    RATES = "rates"


class DispatchState(StrEnum):
    """Life of a package of headquarters."""

    RESERVED = "reserved"
    """Number and digest are promised; the file is being named."""

    SEALED = "sealed"


class DirectiveState(StrEnum):
    """Life of a directive: the first two at headquarters, `received` at a mission."""

    DRAFT = "draft"
    ISSUED = "issued"
    RECEIVED = "received"
    WITHDRAWN = "withdrawn"


class DirectiveTaskState(StrEnum):
    """What a mission says about a task of a directive."""

    OPEN = "open"
    UNDER_WAY = "under_way"
    DONE = "done"
    DECLINED = "declined"


class CentralKind(StrEnum):
    """What headquarters offers to all missions (R19)."""

    MESSAGE = "message"
    STORY = "story"
    PRODUCT = "product"
    TEMPLATE = "template"


class IssueState(StrEnum):
    """Life of a catalogue edition or a central item; an edition that the product shipped has none."""

    NONE = ""
    DRAFT = "draft"
    ISSUED = "issued"
    RECEIVED = "received"


class Decision(StrEnum):
    """Headquarters' word on a report."""

    NONE = ""
    ACCEPTED = "accepted"
    RETURNED = "returned"
