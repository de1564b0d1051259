"""From a number to the events behind it, and from an event to its package and pictures (R29)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.figure_sheet import half_of, half_window
from cultdip_desktop.domain.figures import Dimension
from cultdip_desktop.domain.overview import Behind, Selection
from cultdip_desktop.domain.package import ReceivedPackage
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.strategy import group_of
from cultdip_desktop.filetypes.recognise import recognise
from cultdip_desktop.hq.figures import Look, codes_of_today, left_out, reading
from cultdip_desktop.media import pictures
from cultdip_desktop.media.pictures import Picture
from cultdip_desktop.packages.container import Container
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.query import overview_events as query
from cultdip_desktop.store.query.overview_events import Places
from cultdip_desktop.store.repo import catalogue_edition as edition_rows
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import exemplar as exemplar_rows
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import media as media_rows
from cultdip_desktop.store.repo import received as received_rows
from cultdip_desktop.store.repo.exemplar import Mark
from cultdip_desktop.store.repo.received import KeptMedia
from cultdip_desktop.store.store import Reader

THUMBNAIL: Final = "thumbnail"
_LARGEST: Final = 60 * 1024 * 1024
"""Bytes of a picture that is unpacked to be shown."""

_FIRST_STEP: Final = 2
"""Half months that are looked through first; each further step takes four times as many."""


@dataclass(frozen=True, slots=True)
class Source:
    """An event with all that stands behind it."""

    event: Event
    package: ReceivedPackage | None
    """None for an event that no package brought."""

    media: tuple[KeptMedia, ...]
    mark: Mark | None


class BehindService:
    """Events behind numbers, their packages and photos; reads only, but for thumbnails."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(self, selection: Selection, offset: int = 0, limit: int = 100) -> tuple[Behind, ...]:
        """Events of a selection, the latest day first."""
        with self._desk.store.read() as tx:
            out = left_out(tx)
            places, skipped = _places(Look(tx, out), selection, offset, limit)
            return query.page(tx, selection, places, offset - skipped, limit, out, _tagged(tx, selection))

    def number(self, selection: Selection) -> int:
        """How many there are: the number that was asked about."""
        with self._desk.store.read() as tx:
            look = Look(tx, left_out(tx))
            return sum(count for _half, _office, count in _counts(look, selection, selection.window))

    def ids(self, selection: Selection) -> tuple[str, ...]:
        """Ids of all of them, the earliest day first: what a traceable figure names."""
        with self._desk.store.read() as tx:
            return query.ids(tx, selection, left_out(tx), _tagged(tx, selection))

    def event(self, event_id: str) -> Source:
        """One event, whole.

        Raises:
            UserError: `event.not_found`.
        """
        with self._desk.store.read() as tx:
            found = event_rows.get(tx, event_id)
            row = query.some(tx, [event_id]).get(event_id)
            package = inbox_rows.get(tx, row.package) if row is not None and row.package else None
            media = received_rows.media_of_events(tx, [event_id])
            return Source(found, package, media, exemplar_rows.get(tx, event_id))

    def thumbnail(self, media: KeptMedia) -> bytes | None:
        """A JPEG of at most 320 pixels out of the kept package; None for what is no picture. Kept in the store.

        Raises:
            UserError: `package.copy_missing`, `media.blob_damaged`, `package.unreadable`.
        """
        with self._desk.store.read() as tx:
            kept = media_rows.thumbnail(tx, media.sha256, THUMBNAIL)
        if kept is not None or media.kind != "image":
            return kept
        made = self._picture(media, large=False)
        if made is not None and not self._desk.store.read_only:
            with self._desk.store.write("media.thumbnail") as tx:
                media_rows.save_thumbnail(tx, media.sha256, THUMBNAIL, made)
        return made

    def preview(self, media: KeptMedia) -> bytes | None:
        """A JPEG of at most 2048 pixels; None for what is no picture.

        Raises:
            UserError: as `thumbnail`.
        """
        return self._picture(media, large=True) if media.kind == "image" else None

    def _picture(self, media: KeptMedia, *, large: bool) -> bytes | None:
        data = BytesIO(self._bytes(media))
        name = f"{media.sha256}.{media.extension}"
        filetype = recognise(data, name).filetype
        make = pictures.preview if large else pictures.thumbnail
        made = make(data, filetype, name)
        return made.data if isinstance(made, Picture) else None

    def _bytes(self, media: KeptMedia) -> bytes:
        with self._desk.store.read() as tx:
            package = inbox_rows.get(tx, media.received_id)
        with self._desk.archive.plain(package.container_sha256) as path, Container.open(path) as container:
            name = f"media/{media.sha256[:2]}/{media.sha256}.{media.extension}"
            if name not in container.entries:
                raise UserError("package.copy_missing")
            return container.read(name, _LARGEST)


def _tagged(tx: Reader, selection: Selection) -> query.Tagged | None:
    """Which codes of older editions lie behind a row of today's codes; None where nothing is translated."""
    codes = codes_of_today(tx)
    if codes is None or selection.dimension not in (Dimension.GOAL, Dimension.GROUP, Dimension.SOLUTION):
        return None
    name: Callable[[str], str] = str if selection.dimension is Dimension.GOAL else group_of
    return {
        edition: tuple(
            sorted(code for code in known if selection.key in {name(today) for today in codes(code, edition)})
        )
        for edition, known in edition_rows.codes(tx).items()
    }


def _places(look: Look, selection: Selection, offset: int, limit: int) -> tuple[list[Places], int]:
    """Half months and offices in which the page's events lie, and how many events lie in later ones."""
    found: list[Places] = []
    passed = skipped = 0
    for window in _backwards(selection.window, look.tx):
        by_half: dict[str, dict[str, int]] = defaultdict(dict)
        for half, office, count in _counts(look, selection, window):
            by_half[half][office] = count
        for half in sorted(by_half, reverse=True):
            mine = sum(by_half[half].values())
            if passed + mine <= offset:
                skipped += mine
            elif passed < offset + limit:
                found.append(Places(half_window(half), tuple(sorted(by_half[half]))))
            passed += mine
        if passed >= offset + limit:
            break
    return found, skipped


def _counts(look: Look, selection: Selection, window: Window) -> Iterator[tuple[str, str, int]]:
    base, of_row = reading(selection.dimension, lambda office: office)
    name = "" if base is Dimension.TOTAL else selection.key

    def place(half: str, office: str, row: str) -> tuple[str, str] | None:
        return (half, office) if not name or of_row(half, office, row) == name else None

    wanted = _offices(selection)
    for key, tally in look.tallies(window, base, place, wanted, name).items():
        if key is not None:
            yield (*key, tally.events)


def _offices(selection: Selection) -> Collection[str] | None:
    if selection.dimension is Dimension.MISSION:
        return (selection.key,)
    return selection.offices


def _backwards(window: Window, tx: Reader) -> Iterator[Window]:
    """The window in growing parts of whole half months, the last first, within the days that have events."""
    known = query.span(tx)
    if known is None:
        return
    last, first, step = min(window.last, known.last), max(window.first, known.first), _FIRST_STEP
    while last >= first:
        begin = half_window(half_of(last.isoformat())).first
        for _ in range(step - 1):
            begin = half_window(half_of((begin - timedelta(days=1)).isoformat())).first
        yield Window(max(begin, first), last)
        last, step = begin - timedelta(days=1), step * 4
