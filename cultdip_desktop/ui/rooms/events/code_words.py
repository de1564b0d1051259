"""Names of the catalogue's codes that are short enough for a chip, and localities by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.strategy import Catalogue, Node
from cultdip_desktop.i18n.localities import Locality, localities
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.rooms.events.phrases import either, wording
from cultdip_desktop.ui.rooms.events.view_codes import Code

_SHORT: Final[Mapping[str, str]] = {
    "PR.UNE": N_("UNESCO heritage"),
    "PR.REG": N_("Regional products"),
    "PR.VIR": N_("Digital products"),
    "PR.IMG": N_("Image of missions abroad"),
    "PR.BRD": N_("Brands with a cultural element"),
    "TH.HUM": N_("Humanity of the Vietnamese"),
    "TH.HCM": N_("President Hồ Chí Minh"),
    "TH.FIG": N_("Heroes and scholars"),
    "PP1": N_("Mobilising resources"),
    "PP2": N_("Markets and partners"),
    "PP3": N_("Dialogue and understanding"),
    "PP4": N_("Overseas experts"),
    "LD1": N_("Direct cooperation of localities"),
    "LD2": N_("Local exchange"),
    "LD3": N_("Central and local together"),
    "OC.VIS": N_("Visit of a senior leader"),
    "OC.P2P": N_("People-to-people exchange"),
    "OC.DAY": N_("Viet Nam day or week abroad"),
    "OC.HOM": N_("Programme for the homeland"),
    "OC.ANN": N_("Anniversary of relations"),
}

_SUMMED: Final = ("products", "themes", "channels", "pillars", "forums", "trends", "people", "local")


def code_name(node: Node) -> Speech:
    """A short name, or the catalogue's title."""
    return t(_SHORT[node.code]) if node.code in _SHORT else either(node.title)


def codes_of(catalogue: Catalogue, kind: str) -> list[Code]:
    """All choices of a kind."""
    return [Code(node.code, code_name(node), wording(node)) for node in catalogue.of_kind(kind)]


def locality_name(words: Words, code: str) -> str:
    """A locality's name; the code itself when nobody knows it."""
    found: Locality | None = localities().get(code)
    return code if found is None else found.name(words.language)


def summary(event: Event, catalogue: Catalogue) -> Phrase:
    """What an event is classified as, in a few words."""
    nodes = [catalogue.find(code) for name in _SUMMED for code in getattr(event, name)]
    if event.scale is not None:
        nodes.append(catalogue.find(event.scale))
    names = [code_name(node) for node in nodes if node is not None]
    return Phrase(lambda words: _joined(words, names, event.localities))


def _joined(words: Words, names: Sequence[Speech], places: Sequence[str]) -> str:
    said = [name.render(words) if isinstance(name, Phrase) else name for name in names]
    said += [locality_name(words, code) for code in places]
    return " · ".join(said) if said else words.t("nothing chosen yet")
