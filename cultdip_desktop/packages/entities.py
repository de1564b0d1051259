"""The records that packages carry: one entry here, one description in `resources/schema`, and a noun travels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of record."""

    name: str
    references: tuple[tuple[str, str], ...] = ()
    """Fields that hold the id of a record in the same package, with the entity they point to; null passes."""

    one_office: str | None = None
    """Field that must hold the sending office's id; None when it has none."""


ENTITIES: Final[dict[str, Entity]] = {
    entity.name: entity
    for entity in (
        Entity("office", one_office="id"),
        Entity("person"),
        Entity("partner"),
        Entity("event", one_office="office"),
        Entity("media", references=(("event_id", "event"),)),
        Entity("report", one_office="office"),
        Entity("narrative", references=(("report_id", "report"),)),
        Entity("finding", references=(("event_id", "event"),)),
        Entity("report_section", references=(("report_id", "report"),)),
        Entity("report_comment", references=(("report_id", "report"),)),
        Entity("report_finding", references=(("report_id", "report"), ("event_id", "event"))),
        Entity("report_change", references=(("report_id", "report"),)),
        Entity("initiative", references=(("event_id", "event"),)),
        Entity("commendation"),
        Entity("programme", one_office="office"),
        Entity("programme_item", references=(("programme_id", "programme"),)),
        Entity("catalogue_node"),
        Entity("tombstone"),
        Entity("directive_answer"),
        Entity("remark_answer"),
        Entity("history_day"),
        Entity("certificate"),
        Entity("revocation_list"),
        Entity("encryption_key"),
        Entity("receipt"),
        Entity("receipt_package"),
        Entity("held_media"),
        Entity("duty"),
        Entity("remark"),
        Entity("directive"),
        Entity("directive_task", references=(("directive_id", "directive"),)),
        Entity("catalogue"),
        Entity("catalogue_map"),
        Entity("issued_item"),
        Entity("central_item"),
        Entity("rate"),
    )
}
"""By name. Those up to `history_day` come from missions (`catalogue_node` from both sides), the others from headquarters,
whose every package may carry certificates, revocation lists, encryption keys, remarks and duties.

`narrative` and `finding` were described by the first version and never written; packages may still hold them.
"""
