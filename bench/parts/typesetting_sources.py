"""The story of a report as sources for other typesetters: HTML for WeasyPrint, Typst markup. The same words, tables, pictures.

They get less to do than our own typesetter: no letterhead, no signature block, no charts, no bookmarks, nothing declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from cultdip_desktop.reports.prose import Part, Span
from cultdip_desktop.reports.story import Block, Heading, Para, Photos, Points, Story, Table

_STYLE: Final = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page) } }
body { font: 13pt/1.22 "Liberation Serif"; text-align: justify }
h1, h2, h3 { font-size: 13pt; break-after: avoid } h1 { text-transform: none }
table { width: 100%; border-collapse: collapse; font-size: 10.5pt; text-align: left } td, th { border: 0.6pt solid; padding: 2.5pt }
tr { break-inside: avoid } .note { font-size: 11pt; font-style: italic }
.pair { display: flex; gap: 5mm; break-inside: avoid } figure { margin: 0; flex: 1; text-align: center; font-size: 11pt }
img { max-width: 100%; height: 56mm } .part { break-before: page }
"""
_HEAD: Final = """#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm), numbering: "1")
#set text(font: "Liberation Serif", size: 13pt, lang: "vi")
#set par(justify: true, first-line-indent: 12.7mm)
#set heading(numbering: none)
#show heading: set text(size: 13pt)
"""


def html(story: Story) -> str:
    """A page for WeasyPrint; pictures are files named by their SHA-256."""
    body = "".join(_html(block) for block in _blocks(story))
    return f'<!doctype html><html lang="{story.language}"><meta charset="utf-8"><style>{_STYLE}</style>{body}</html>'


def typst(story: Story) -> str:
    """A file for Typst; pictures as above."""
    return _HEAD + "".join(_typst(block) for block in _blocks(story))


def _blocks(story: Story) -> Iterator[Block]:
    for section in story.sections:
        yield from section.blocks
    yield from story.ending
    for appendix in story.appendices:
        yield Heading(1, "", appendix.title.upper())
        yield from appendix.blocks


def _html(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.line)}</h{block.level}>"
    if isinstance(block, Para):
        return f'<p class="{block.tone}">{_in_html(block.parts)}</p>'
    if isinstance(block, Points):
        return "".join(f"<p>{escape(item.label)} {_in_html(item.parts)}</p>" for item in block.items)
    if isinstance(block, Table):
        heads = "".join(f"<th>{escape(column.head)}</th>" for column in block.columns)
        rows = "".join(
            "<tr>" + "".join(f"<td>{_in_html(cell)}</td>" for cell in row.cells) + "</tr>" for row in block.rows
        )
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    if isinstance(block, Photos):
        return f"<h3>{_in_html(block.title)}</h3>" + "".join(
            '<div class="pair">'
            + "".join(
                f'<figure><img src="{photo.item.sha256}.jpg" alt="">{_in_html(photo.caption)}<br>{escape(photo.credit)}</figure>'
                for photo in block.photos[at : at + 2]
            )
            + "</div>"
            for at in range(0, len(block.photos), 2)
        )
    return ""


def _typst(block: Block) -> str:
    if isinstance(block, Heading):
        return f"#heading(level: {block.level})[{_in_typst((block.line,))}]\n"
    if isinstance(block, Para):
        return f"#par[{_in_typst(block.parts)}]\n"
    if isinstance(block, Points):
        return "".join(f"#par[{_in_typst((item.label, ' ', *item.parts))}]\n" for item in block.items)
    if isinstance(block, Table):
        widths = ", ".join(f"{column.width}mm" for column in block.columns)
        heads = ", ".join(f"[*{_in_typst((column.head,))}*]" for column in block.columns)
        rows = "".join("  " + ", ".join(f"[{_in_typst(cell)}]" for cell in row.cells) + ",\n" for row in block.rows)
        return (
            "#[#set text(size: 10.5pt)\n#set par(justify: false, first-line-indent: 0pt)\n"
            f"#table(columns: ({widths}), stroke: 0.6pt, inset: 2.5pt, table.header({heads}),\n{rows})]\n"
        )
    if isinstance(block, Photos):
        pictures = "".join(
            f'  [#image("{photo.item.sha256}.jpg", height: 56mm, width: 100%, fit: "contain") '
            f"{_in_typst((*photo.caption, ' ', photo.credit))}],\n"
            for photo in block.photos
        )
        return f"#heading(level: 3)[{_in_typst(block.title)}]\n#grid(columns: (1fr, 1fr), gutter: 5mm,\n{pictures})\n"
    return ""


def _in_html(parts: Sequence[Part]) -> str:
    return "".join(
        _tagged(escape(part.text), part) if isinstance(part, Span) else escape(part) for part in parts
    ).replace("\n", "<br>")


def _tagged(text: str, span: Span) -> str:
    text = f"<b>{text}</b>" if span.bold else text
    return f"<i>{text}</i>" if span.italic else text


def _in_typst(parts: Sequence[Part]) -> str:
    """As string literals, which know no markup."""
    made = ""
    for part in parts:
        text = part.text if isinstance(part, Span) else part
        literal = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        weight = ', weight: "bold"' if isinstance(part, Span) and part.bold else ""
        made += f'#text("{literal}"{weight})'
    return made
