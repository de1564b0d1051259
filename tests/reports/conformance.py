"""What every PDF of the product is held to, signed or not."""

from __future__ import annotations

import io
import subprocess
import unicodedata
from pathlib import Path

import page
import pikepdf

from tests.reports import seen, tagged

PROFILES = ("3a", "ua1")


def failures(pdf: bytes) -> list[str]:
    """Rules of PDF/A-3a and PDF/UA-1 that the file breaks, in the words of the validator."""
    found = []
    for profile in PROFILES:
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert report.rules.total > 100
        found += [f"{profile} {failure.rule_id}: {failure.message}" for failure in report.failures]
        assert report.is_compliant == (report.rules.failed == 0)
    return found


def wrong_in_structure(pdf: bytes) -> list[str]:
    """What no validator sees: words outside the structure, skipped headings, uneven tables, pictures without words."""
    wrong = tagged.unknown(pdf)
    level = 0
    for element in tagged.tree(pdf).walk():
        if element.tag in ("H1", "H2", "H3"):
            if int(element.tag[1]) > level + 1:
                wrong.append(f"{element.tag} {element.text!r} skips a level")
            level = int(element.tag[1])
        elif element.tag == "Table":
            wrong += _uneven(element)
        elif element.tag == "Figure" and not element.alt.strip():
            wrong.append("a figure without words")
        elif element.tag in ("P", "L", "LI", "LBody", "TR") and not element.text.strip() and not element.kids:
            wrong.append(f"an empty {element.tag}")
    if not level:
        wrong.append("no heading")
    return wrong


def _uneven(table: tagged.Element) -> list[str]:
    covered: dict[tuple[int, int], bool] = {}
    for row, line in enumerate(table.kids):
        column = 0
        for cell in line.kids:
            while (column, row) in covered:
                column += 1
            for x in range(cell.span[0]):
                for y in range(cell.span[1]):
                    covered[column + x, row + y] = True
    lengths = {sum(1 for x, y in covered if y == row) for row in range(len(table.kids))}
    heads = [cell for line in table.kids for cell in line.kids if cell.tag == "TH"]
    wrong = [] if len(lengths) == 1 else [f"rows of {sorted(lengths)} cells"]
    return wrong if heads and all(cell.scope for cell in heads) else [*wrong, "a table without heads"]


def wrong_in_file(path: Path, pdf: bytes) -> list[str]:
    """What qpdf, poppler and the file's own entries say."""
    path.write_bytes(pdf)
    wrong = []
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    if checked.returncode:
        wrong.append(checked.stdout + checked.stderr)
    fonts = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    wrong += [row for row in fonts if row.split()[-5:-2] != ["yes", "yes", "yes"]]
    text = seen.text(path)
    if not unicodedata.is_normalized("NFC", text) or "\x00" in text or "\N{REPLACEMENT CHARACTER}" in text:
        wrong.append("text is not NFC")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        wrong += [
            f"{spec.F} is attached as {spec.AFRelationship}"
            for spec in opened.Root.get("/AF", pikepdf.Array())
            if spec.AFRelationship != pikepdf.Name.Data
        ]
        if "/AF" not in opened.Root:
            wrong.append("no data attached")
        if not str(opened.docinfo.get("/Title", "")).strip():
            wrong.append("no title")
    return wrong
