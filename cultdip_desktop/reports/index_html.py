"""The page that opens a package for people without our program: one file, two languages, no scripts, no network."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import quote

from cultdip_desktop.core.paths import resources
from cultdip_desktop.domain.event import COUNTED, Event
from cultdip_desktop.domain.figures import FigureRow
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.strategy import GOALS
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates, measures, numbers
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import prose
from cultdip_desktop.reports.data import ReportData

_COLOURS: Final = (
    "bg.window",
    "bg.surface",
    "border.subtle",
    "text.primary",
    "text.secondary",
    "accent.text",
    "official.text",
)

_RULES: Final = """
*{box-sizing:border-box}
body{margin:0;background:var(--bg-window);color:var(--text-primary);font:16px/1.5 "Segoe UI",Inter,"Noto Sans",sans-serif}
main{max-width:64rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.6rem;line-height:1.3;margin:0}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}
.en,.quiet{color:var(--text-secondary)}.en{display:block;font-size:.92em}
header{border-bottom:3px solid var(--official-text);padding-bottom:1rem}
a{color:var(--accent-text)}
.table{overflow-x:auto;background:var(--bg-surface);border:1px solid var(--border-subtle);border-radius:8px}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem;border-bottom:1px solid var(--border-subtle);overflow-wrap:anywhere}
tr:last-child td{border-bottom:0}th{font-weight:600}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
code{overflow-wrap:anywhere;font-size:.85em}
bdi{unicode-bidi:isolate}
@media print{body{background:none}.table{border-radius:0}}
"""


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A file of the package that the page links to."""

    path: str
    """Relative to the page's own folder, with forward slashes (`../media/3f/3fa9….jpg`)."""

    label: BiText
    """What it is, for people; the path itself where empty."""

    size: int
    """Bytes."""


def index_html(data: ReportData, files: Sequence[IndexFile]) -> bytes:
    """The page as UTF-8; every text is escaped, and a policy in the page forbids everything but its own style.

    The same data and files give the same bytes.
    """
    vi, en = Words("vi"), Words("en")
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    parts = [
        '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">',
        f"<title>{_text(prose.document_title(data, vi))}</title>",
        f"<style>{style}</style>\n</head>\n<body>\n<main>",
        _header(data, vi, en),
        _files(files, vi, en),
        _goals(data, vi, en),
        _events(data, vi, en),
        _proof(data, vi, en),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts).encode("utf-8")


def _style() -> str:
    """The product's colours, light and dark by the reader's own setting."""
    tokens: Mapping[str, Mapping[str, str]] = json.loads((resources() / "themes" / "tokens.json").read_text("utf-8"))

    def colours(theme: str) -> str:
        return ";".join(f"--{name.replace('.', '-')}:{tokens[theme][name]}" for name in _COLOURS)

    dark = f"@media (prefers-color-scheme:dark){{:root{{{colours('dark')}}}}}"
    return f":root{{color-scheme:light dark;{colours('light')}}}\n{dark}{_RULES}"


def _text(text: str) -> str:
    """NFC, without controls and direction marks, escaped for content and attributes."""
    kept = "".join(character if character.isprintable() else " " for character in nfc(text))
    return escape(kept, quote=True)


def _both(say: Callable[[Words], str], vi: Words, en: Words) -> str:
    """A text in Vietnamese with its English below it, each marked with its language."""
    return f'{_text(say(vi))}<span class="en" lang="en">{_text(say(en))}</span>'


def _bitext(text: BiText) -> str:
    english = f'<span class="en" lang="en"><bdi>{_text(text.en)}</bdi></span>' if text.en and text.en != text.vi else ""
    return f"<bdi>{_text(text.get('vi'))}</bdi>{english}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], numeric: frozenset[int] = frozenset()) -> str:
    """Cells and heads are HTML already."""

    def cells(kind: str, row: Sequence[str]) -> str:
        marks = (' class="n"' if index in numeric else "" for index in range(len(row)))
        return "".join(f"<{kind}{mark}>{cell}</{kind}>" for mark, cell in zip(marks, row, strict=True))

    body = "\n".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f'<div class="table"><table>\n<thead><tr>{cells("th", heads)}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>'


def _header(data: ReportData, vi: Words, en: Words) -> str:
    title = _both(lambda words: prose.subject(data, words), vi, en)
    window = dates.day_range(vi, data.window.first, data.window.last)
    cut = prose.cut(data, vi)
    english = f"{dates.day_range(en, data.window.first, data.window.last)} · {prose.cut(data, en)}"
    return (
        f'<header><p class="quiet">{_bitext(data.office.name)}</p><h1>{title}</h1>'
        f'<p>{_text(window)} · {_text(cut)}<span class="en" lang="en">{_text(english)}</span></p></header>'
    )


def _files(files: Sequence[IndexFile], vi: Words, en: Words) -> str:
    if not files:
        return ""
    heads = [
        _both(lambda words: words.c("package page", "File"), vi, en),
        _both(lambda words: words.c("package page", "Size"), vi, en),
    ]
    rows = []
    for file in files:
        name = _bitext(file.label) if file.label else f"<bdi>{_text(file.path)}</bdi>"
        size = _text(measures.file_size(vi, file.size))
        rows.append([f'<a href="{_text(_link(file.path))}">{name}</a>', size])
    title = _both(lambda words: words.c("package page", "Files of this package"), vi, en)
    return f"<h2>{title}</h2>\n{_table(heads, rows, frozenset({1}))}"


def _link(path: str) -> str:
    """A relative link that cannot leave for another scheme or host."""
    link = quote(nfc(path).lstrip("/"), safe="/.-_~", errors="replace")
    return f"./{link}"


def _goals(data: ReportData, vi: Words, en: Words) -> str:
    rows = [_figures(data, row, vi) for row in report_data.rows_of(report_data.by_group(data), GOALS)]
    total = report_data.totals(data)
    name = _both(lambda words: words.c("report table", "Distinct events"), vi, en)
    rows.append(["", name, *_numbers(total, vi)])
    heads = [
        _both(lambda words: words.c("report table", "Code"), vi, en),
        _both(lambda words: words.c("report table", "Goal"), vi, en),
        _both(lambda words: words.c("report table", "Events"), vi, en),
        _both(lambda words: words.c("report table", "Attendance"), vi, en),
    ]
    title = _both(lambda words: words.c("package page", "Results by goal"), vi, en)
    return f"<h2>{title}</h2>\n{_table(heads, rows, frozenset({2, 3}))}"


def _figures(data: ReportData, row: FigureRow, vi: Words) -> list[str]:
    node = data.catalogue.find(row.key)
    return [_text(row.key), _bitext(node.title) if node else "", *_numbers(row, vi)]


def _numbers(row: FigureRow, vi: Words) -> list[str]:
    return [_text(numbers.whole(vi, row.events)), _text(numbers.whole(vi, row.attendance))]


def _events(data: ReportData, vi: Words, en: Words) -> str:
    events = report_data.listed(data)
    if not events:
        nothing = _both(lambda words: words.c("package page", "No event of the period is reported."), vi, en)
        return f"<p>{nothing}</p>"
    heads = [
        _both(lambda words: words.c("report table", "Number"), vi, en),
        _both(lambda words: words.c("report table", "Time"), vi, en),
        _both(lambda words: words.c("report table", "Event, place"), vi, en),
        _both(lambda words: words.c("report table", "State"), vi, en),
        _both(lambda words: words.c("report table", "Attendance"), vi, en),
    ]
    rows = [_event(event, vi, en) for event in events]
    title = _both(lambda words: words.c("package page", "Events of the period"), vi, en)
    return f"<h2>{title}</h2>\n{_table(heads, rows, frozenset({4}))}"


def _event(event: Event, vi: Words, en: Words) -> list[str]:
    place = prose.place_of(vi, event)
    counted = event.results.attendance if event.state in COUNTED else None
    name = _bitext(event.title) if event.title else _text(vi.t("(not yet named)"))
    return [
        _text(event.number),
        _text(prose.day_of(vi, event)),
        f'<strong>{name}</strong><br><span class="quiet"><bdi>{_text(place)}</bdi></span>',
        _both(lambda words: label(words, event.state), vi, en),
        "–" if counted is None else _text(numbers.whole(vi, counted.value)),
    ]


def _proof(data: ReportData, vi: Words, en: Words) -> str:
    title = _both(lambda words: words.c("package page", "How to check this package"), vi, en)
    how = _both(
        lambda words: words.c(
            "package page",
            "This page proves nothing by itself. Open the package in CultDip Desktop, or unpack it and compare the "
            "digests in SHA256SUMS; the signature lies in META-INF.",
        ),
        vi,
        en,
    )
    digest = _both(lambda words: words.c("report table", "SHA-256 of the data"), vi, en)
    return f"<h2>{title}</h2>\n<p>{how}</p>\n<p>{digest}<code>{report_data.content_sha256(data)}</code></p>"
