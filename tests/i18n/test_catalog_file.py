"""The built catalogs are read as GNU gettext reads them."""

from __future__ import annotations

import gettext
import io
import struct

import pytest
from babel.messages.catalog import Catalog as Written
from babel.messages.mofile import write_mo

from cultdip_desktop.i18n.catalog_file import Catalog


def built(locale: str = "vi") -> bytes:
    written = Written(locale=locale)
    written.add("Events", "Sự kiện")
    written.add("Open", "Mở")
    written.add("Open", "Đang diễn ra", context="state of an event")
    written.add(("{n} event", "{n} events"), ("{n} sự kiện",) if locale == "vi" else ("{n} event", "{n} events"))
    written.add("Not translated yet", "")
    target = io.BytesIO()
    write_mo(target, written)
    return target.getvalue()


@pytest.mark.parametrize("locale", ["vi", "en"])
@pytest.mark.parametrize("count", [0, 1, 2, 21, 1000])
def test_it_answers_what_gettext_answers(locale: str, count: int) -> None:
    ours, theirs = Catalog(built(locale)), gettext.GNUTranslations(io.BytesIO(built(locale)))
    for msgid in ("Events", "Open", "Not translated yet", "Nowhere"):
        assert ours.text(msgid) == theirs.gettext(msgid)
    assert ours.in_context("state of an event", "Open") == theirs.pgettext("state of an event", "Open")
    assert ours.in_context("nobody's", "Open") == theirs.pgettext("nobody's", "Open")
    for forms in (("{n} event", "{n} events"), ("{n} egg", "{n} eggs")):
        assert ours.plural(*forms, count) == theirs.ngettext(*forms, count)


def test_without_a_catalog_the_msgid_is_the_text() -> None:
    empty = Catalog()
    assert (empty.text("Events"), empty.in_context("menu", "Open"), empty.plural("egg", "eggs", 2)) == (
        "Events",
        "Open",
        "eggs",
    )


def test_a_catalog_of_the_other_byte_order_is_read_too() -> None:
    data = built()
    count = struct.unpack_from("<I", data, 8)[0]
    numbers = 7 + 4 * count
    swapped = struct.pack(f">{numbers}I", *struct.unpack_from(f"<{numbers}I", data)) + data[4 * numbers :]
    assert Catalog(swapped).text("Events") == "Sự kiện"


@pytest.mark.parametrize("data", [b"x", b"not a catalog, but long enough to be one"])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a catalog"):
        Catalog(data)
