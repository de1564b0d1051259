"""The tables as plain metadata, portable to PostgreSQL: text, whole numbers, check constraints.

Instants are RFC 3339 text in UTC with milliseconds (sortable), days ISO dates, truth 0 or 1, money whole
minor units with its currency, ids UUIDv7 text. `metadata` is complete once this package is imported.
"""

from cultdip_desktop.store.schema.base import HEAD, LOGGED, content_columns, logged_columns, metadata
from cultdip_desktop.store.schema.event import (
    CHILDREN,
    event,
    event_actor,
    event_code,
    event_evidence,
    event_gain,
    event_goal,
    event_money,
    event_press,
)
from cultdip_desktop.store.schema.log import action, change_row, open_action
from cultdip_desktop.store.schema.office import catalogue, catalogue_node, mission, office, person, setting
from cultdip_desktop.store.schema.origin import event_origin
from cultdip_desktop.store.schema.parcel import (
    certificate,
    inbox_mark,
    media_item,
    received_package,
    report,
    sent_package,
)
from cultdip_desktop.store.schema.partner import interaction, partner, partner_alias, partner_role
from cultdip_desktop.store.schema.plan import (
    anniversary,
    goal_gap,
    goal_target,
    programme,
    programme_baseline,
    programme_item,
    programme_link,
    rate,
    saved_view,
    series,
    task,
)
from cultdip_desktop.store.schema.unlogged import (
    draft,
    number_counter,
    pin_attempts,
    place,
    revision,
    search_doc,
    thumbnail,
)

__all__ = [
    "CHILDREN",
    "HEAD",
    "LOGGED",
    "action",
    "anniversary",
    "catalogue",
    "catalogue_node",
    "certificate",
    "change_row",
    "content_columns",
    "draft",
    "event",
    "event_actor",
    "event_code",
    "event_evidence",
    "event_gain",
    "event_goal",
    "event_money",
    "event_origin",
    "event_press",
    "goal_gap",
    "goal_target",
    "inbox_mark",
    "interaction",
    "logged_columns",
    "media_item",
    "metadata",
    "mission",
    "number_counter",
    "office",
    "open_action",
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
    "received_package",
    "report",
    "revision",
    "saved_view",
    "search_doc",
    "sent_package",
    "series",
    "setting",
    "task",
    "thumbnail",
]
