"""Interface and document strings in a chosen language; several languages may be in use at the same time."""

from __future__ import annotations

import io
import re
import threading
import warnings
from pathlib import Path
from typing import Final, Literal, TypeAlias

from cultdip_desktop.core.paths import catalogs
from cultdip_desktop.i18n.catalog_file import Catalog

Language: TypeAlias = Literal["vi", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")
"""Vietnamese first: it is the language of the office and the default."""

DOMAIN: Final = "cultdip"

_PLACE: Final = re.compile(r"\{\{|\}\}|\{([A-Za-z_][A-Za-z0-9_]*)\}")
_lock: Final = threading.Lock()
_loaded: Final[dict[tuple[Path, Language], Catalog]] = {}


class MissingParameterWarning(RuntimeWarning):
    """A string has a place for which nothing was passed: a bug that tests turn into a failure."""


class Words:
    """Looks strings up in one language and fills their named places; immutable, safe in every thread.

    Only plain `{name}` places are filled, each once, with `str()` of the value: braces inside a value stay what
    they are, so hostile text never reaches an attribute. A place without a value stays visible as `{name}` and
    raises `MissingParameterWarning`.
    """

    __slots__ = ("_catalog", "language")

    language: Language

    def __init__(self, language: Language) -> None:
        """Load the catalog of `language`, once per process; without a catalog the msgid itself is the text."""
        self.language = language
        self._catalog = _catalog(language)

    def t(self, msgid: str, /, **params: object) -> str:
        """The text for `msgid`, which is its plain English."""
        return fill(self._catalog.text(msgid), params)

    def n(self, singular: str, plural: str, count: int, /, **params: object) -> str:
        """The text for `count` things; `{n}` is the count with its thousands grouped, unless passed."""
        text = self._catalog.plural(singular, plural, count)
        return fill(text, {"n": group_digits(str(count), self.language), **params})

    def c(self, context: str, msgid: str, /, **params: object) -> str:
        """The text for a `msgid` that means different things in different contexts ("May", "Open")."""
        return fill(self._catalog.in_context(context, msgid), params)


def fill(text: str, params: dict[str, object]) -> str:
    """Put `params` into the `{name}` places of `text`; `{{` and `}}` are braces; `None` is empty."""

    def value(place: re.Match[str]) -> str:
        name = place.group(1)
        if name is None:
            return place.group()[0]
        if name not in params:
            warnings.warn(f"{text!r} has no value for {{{name}}}", MissingParameterWarning, stacklevel=4)
            return place.group()
        found = params[name]
        return "" if found is None else str(found)

    return _PLACE.sub(value, text)


def group_digits(digits: str, language: Language) -> str:
    """Put the language's thousands separator into a whole number written in ASCII digits, sign allowed."""
    sign, bare = (digits[0], digits[1:]) if digits[:1] in ("-", "+", "−") else ("", digits)
    return sign + f"{int(bare):,}".replace(",", "." if language == "vi" else ",") if bare else digits


def _catalog(language: Language) -> Catalog:
    folder = catalogs()
    with _lock:
        found = _loaded.get((folder, language))
        if found is None:
            found = _loaded[folder, language] = _load(folder / language / "LC_MESSAGES", language)
        return found


def _load(folder: Path, language: Language) -> Catalog:
    """Take the built catalog, or compile the source when it is newer (a checkout without a build, which alone pays for Babel)."""
    compiled, source = folder / f"{DOMAIN}.mo", folder / f"{DOMAIN}.po"
    if compiled.is_file() and not (source.is_file() and source.stat().st_mtime > compiled.stat().st_mtime):
        return Catalog(compiled.read_bytes())
    if source.is_file():
        return Catalog(_compile(source, language))
    return Catalog()


def _compile(source: Path, language: Language) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as handle:
        catalog = read_po(handle, locale=language)
    for message in list(catalog):
        forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        if message.id and not all(forms):
            catalog.delete(message.id, message.context)
    built = io.BytesIO()
    write_mo(built, catalog)
    return built.getvalue()
