"""Provinces and cities of Viet Nam by their official numbers, in both languages."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass

from cultdip_desktop.core.paths import resources
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.sort import sort_key


@dataclass(frozen=True, slots=True)
class Locality:
    """One province or city under the central government."""

    code: str
    """`VN.01`."""

    kind: str
    """`province` or `city`."""

    vi: str
    en: str

    def name(self, language: str) -> str:
        """Its name."""
        return self.en if language == "en" else self.vi


@functools.cache
def localities() -> Mapping[str, Locality]:
    """All of them by code, in the order of the Vietnamese alphabet."""
    plain = json.loads((resources() / "places" / "localities.json").read_text("utf-8"))
    found = [Locality(each["code"], each["kind"], each["vi"], each["en"]) for each in plain["localities"]]
    return {each.code: each for each in sorted(found, key=lambda each: sort_key(each.vi))}


def find(text: str) -> list[Locality]:
    """Those whose name has a word that begins so, marks and case disregarded; those that begin so come first."""
    wanted = fold(text)
    known = [(fold(f"{each.vi} {each.en}"), each) for each in localities().values()]
    first = [each for name, each in known if name.startswith(wanted)]
    return first + [each for name, each in known if f" {wanted}" in name and each not in first]
