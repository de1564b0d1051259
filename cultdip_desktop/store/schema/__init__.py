"""The tables as plain metadata, portable to PostgreSQL: text, whole numbers, check constraints.

Instants are RFC 3339 text in UTC with milliseconds (sortable), days ISO dates, truth 0 or 1, money whole
minor units with its currency, ids UUIDv7 text. `metadata` and `LOGGED`,
asked for here, know all tables; any other is made when it is first asked for, because the first page of an office needs
a third of them. No module here bears the name of a table.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from cultdip_desktop.store.schema.base import HEAD, content_columns, logged_columns

if TYPE_CHECKING:
    from cultdip_desktop.store.schema.aside import (
        draft,
        figure_mark,
        figure_sheet,
        number_counter,
        pin_attempts,
        thumbnail,
    )
    from cultdip_desktop.store.schema.asked import directive, directive_task
    from cultdip_desktop.store.schema.base import LOGGED, metadata
    from cultdip_desktop.store.schema.deadlines import duty, extension
    from cultdip_desktop.store.schema.event_parts import (
        CHILDREN,
        event_code,
        event_evidence,
        event_gain,
        event_press,
    )
    from cultdip_desktop.store.schema.events import (
        event,
        event_actor,
        event_goal,
        event_money,
    )
    from cultdip_desktop.store.schema.headquarters import (
        contact,
        encryption_key,
        exemplar,
        history_day,
        initiative_step,
        joint,
        joint_member,
        ledger,
        received_media,
        received_report,
        received_row,
        reminder,
        trusted_signer,
    )
    from cultdip_desktop.store.schema.log import action, change_row, open_action
    from cultdip_desktop.store.schema.offices import catalogue, catalogue_node, mission, office, person, setting
    from cultdip_desktop.store.schema.origin import event_origin
    from cultdip_desktop.store.schema.papers import (
        paper_file,
        report,
    )
    from cultdip_desktop.store.schema.parcel import (
        certificate,
        inbox_mark,
        media_item,
        received_package,
        sent_package,
    )
    from cultdip_desktop.store.schema.partner_parts import (
        partner_alias,
        partner_role,
    )
    from cultdip_desktop.store.schema.partners import (
        interaction,
        partner,
    )
    from cultdip_desktop.store.schema.plan import (
        anniversary,
        goal_gap,
        goal_target,
        programme,
        programme_baseline,
        programme_link,
        rate,
        saved_view,
        series,
    )
    from cultdip_desktop.store.schema.reports import (
        commendation,
        initiative,
        report_comment,
        report_section,
        report_snapshot,
        report_step,
        report_waiver,
    )
    from cultdip_desktop.store.schema.unlogged import (
        place,
        revision,
        search_doc,
    )
    from cultdip_desktop.store.schema.way_back import (
        catalogue_map,
        central_item,
        directive_answer,
        dispatch,
        issued_item,
        media_at_hq,
        receipt,
        receipt_line,
        remark,
    )
    from cultdip_desktop.store.schema.work import (
        programme_item,
        task,
    )

_TABLES: Final = {
    "asked": "directive directive_task",
    "deadlines": "duty extension",
    "events": "event event_actor event_goal event_money",
    "event_parts": "CHILDREN event_code event_evidence event_gain event_press",
    "headquarters": (
        "contact encryption_key exemplar history_day initiative_step joint joint_member ledger "
        "received_media received_report received_row reminder trusted_signer"
    ),
    "log": "action change_row open_action",
    "offices": "catalogue catalogue_node mission office person setting",
    "origin": "event_origin",
    "parcel": "certificate inbox_mark media_item received_package sent_package",
    "partners": "interaction partner",
    "partner_parts": "partner_alias partner_role",
    "plan": "anniversary goal_gap goal_target programme programme_baseline programme_link rate saved_view series",
    "work": "programme_item task",
    "reports": "commendation initiative report_comment report_section report_snapshot report_step report_waiver",
    "papers": "paper_file report",
    "unlogged": "place revision search_doc",
    "aside": "draft figure_mark figure_sheet number_counter pin_attempts thumbnail",
    "way_back": (
        "catalogue_map central_item directive_answer dispatch issued_item media_at_hq receipt receipt_line remark"
    ),
}
"""The modules of this package and the tables in them; a test holds it complete."""

_HOMES: Final = {name: module for module, names in _TABLES.items() for name in names.split()}
_OF_ALL: Final = ("LOGGED", "metadata")

if not TYPE_CHECKING:  # a checker that saw it would believe any name

    def __getattr__(name: str) -> Any:
        if name in _OF_ALL:
            for module in _TABLES:
                import_module(f"{__name__}.{module}")
            found = getattr(import_module(f"{__name__}.base"), name)
        elif name in _HOMES:
            found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = found
        return found


__all__ = [
    "CHILDREN",
    "HEAD",
    "LOGGED",
    "action",
    "anniversary",
    "catalogue",
    "catalogue_map",
    "catalogue_node",
    "central_item",
    "certificate",
    "change_row",
    "commendation",
    "contact",
    "content_columns",
    "directive",
    "directive_answer",
    "directive_task",
    "dispatch",
    "draft",
    "duty",
    "encryption_key",
    "event",
    "event_actor",
    "event_code",
    "event_evidence",
    "event_gain",
    "event_goal",
    "event_money",
    "event_origin",
    "event_press",
    "exemplar",
    "extension",
    "figure_mark",
    "figure_sheet",
    "goal_gap",
    "goal_target",
    "history_day",
    "inbox_mark",
    "initiative",
    "initiative_step",
    "interaction",
    "issued_item",
    "joint",
    "joint_member",
    "ledger",
    "logged_columns",
    "media_at_hq",
    "media_item",
    "metadata",
    "mission",
    "number_counter",
    "office",
    "open_action",
    "paper_file",
    "partner",
    "partner_alias",
    "partner_role",
    "person",
    "pin_attempts",
    "place",
    "programme",
    "programme_baseline",
    "programme_item",
    "programme_link",
    "rate",
    "receipt",
    "receipt_line",
    "received_media",
    "received_package",
    "received_report",
    "received_row",
    "remark",
    "reminder",
    "report",
    "report_comment",
    "report_section",
    "report_snapshot",
    "report_step",
    "report_waiver",
    "revision",
    "saved_view",
    "search_doc",
    "sent_package",
    "series",
    "setting",
    "task",
    "thumbnail",
    "trusted_signer",
]
