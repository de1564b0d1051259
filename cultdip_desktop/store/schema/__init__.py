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
    event_goal,
    event_money,
    partner,
)
from cultdip_desktop.store.schema.log import action, change_row, open_action
from cultdip_desktop.store.schema.office import catalogue, catalogue_node, mission, office, person, setting
from cultdip_desktop.store.schema.parcel import (
    certificate,
    inbox_mark,
    media_item,
    received_package,
    report,
    sent_package,
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
    "catalogue",
    "catalogue_node",
    "certificate",
    "change_row",
    "content_columns",
    "draft",
    "event",
    "event_actor",
    "event_code",
    "event_goal",
    "event_money",
    "inbox_mark",
    "logged_columns",
    "media_item",
    "metadata",
    "mission",
    "number_counter",
    "office",
    "open_action",
    "partner",
    "person",
    "pin_attempts",
    "place",
    "received_package",
    "report",
    "revision",
    "search_doc",
    "sent_package",
    "setting",
    "thumbnail",
]
