"""The custom properties of a Word file: what it was made of, so that it can be known again when it comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

DOCUMENT: Final = "cultdip.document"
PERIOD: Final = "cultdip.period"
OFFICE: Final = "cultdip.office"
CONTENT: Final = "cultdip.sha256"
"""Digest of the report's content, as the PDF's footer prints it."""

SECTION: Final = "cultdip.section."
"""Begins the name of each text's digest as it went out: `cultdip.section.II.3:vi`."""

TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_ROOT: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{rows}</Properties>'
)


def part(values: Mapping[str, str]) -> bytes:
    """The part `docProps/custom.xml`; the values must be text that XML can hold."""
    rows = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), 2)
    )
    return _ROOT.format(rows=rows).encode("utf-8")
