"""Which files prove which numbers of the open event: the paper clips of one tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.domain.event import Evidence
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.ui.rooms.events.page import EditorTab
from cultdip_desktop.ui.rooms.events.view_evidence import ClipButton
from cultdip_desktop.ui.rooms.events.viewmodel_media import EventMedia


class Proofs(QObject):
    """Links and unlinks as the clips ask; each link is an undo step of its own."""

    file_shown = Signal(str)
    """Id of an attachment to be looked at; empty when one is to be added."""

    changed = Signal()
    """The attachments or the links are others."""

    def __init__(self, tab: EditorTab) -> None:
        super().__init__(tab)
        self._tab = tab
        self._media: EventMedia | None = None
        self._clips: dict[ClipButton, Callable[[], str]] = {}

    @property
    def items(self) -> Sequence[MediaItem]:
        """The event's attachments."""
        return self._media.items if self._media is not None else ()

    def open_media(self, media: EventMedia | None) -> None:
        """The attachments that may prove something."""
        if self._media is not None:
            self._media.loaded.disconnect(self.show)
            self._media.changed.disconnect(self.show)
        self._media = media
        if media is not None:
            media.loaded.connect(self.show)
            media.changed.connect(self.show)
            self.show()

    def add(self, clip: ClipButton, field: Callable[[], str]) -> None:
        """Follow a clip; `field` gives the path that its evidence is kept under now."""
        self._clips[clip] = field
        clip.linked.connect(lambda media_id: self._choose(Evidence(field(), media_id), linked=True))
        clip.unlinked.connect(lambda media_id: self._choose(Evidence(field(), media_id), linked=False))
        self.lead(clip)
        self._show_clip(clip)

    def lead(self, clip: ClipButton) -> None:
        """Look at files that a clip names, whatever it links."""
        clip.show_asked.connect(self.file_shown)
        clip.add_asked.connect(lambda: self.file_shown.emit(""))

    def drop(self, clip: ClipButton) -> None:
        """Forget a clip whose line goes."""
        self._clips.pop(clip, None)

    def show(self, *_changed: object) -> None:
        """Say at every clip what is linked."""
        for clip in self._clips:
            self._show_clip(clip)
        self.changed.emit()

    def _show_clip(self, clip: ClipButton) -> None:
        draft, field = self._tab.draft, self._clips[clip]()
        evidence = draft.event_now.evidence if draft is not None else ()
        clip.show_links([each.media for each in evidence if each.field == field], self.items)

    def _choose(self, one: Evidence, *, linked: bool) -> None:
        draft = self._tab.draft
        if draft is None:
            return
        others = tuple(each for each in draft.event_now.evidence if each != one)
        self._tab.choose(evidence=(*others, one) if linked else others)
        self.show()
