"""What a PDF shows, found out with poppler and by reading its drawing commands."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pikepdf

_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


@dataclass(frozen=True)
class Word:
    """A word with its box in points from the top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def text(path: Path, *options: str) -> str:
    """What people can select and copy."""
    return subprocess.run(["pdftotext", *options, str(path), "-"], check=True, capture_output=True, text=True).stdout


def written(tmp_path: Path, pdf: bytes) -> Path:
    """The bytes as a file, for poppler."""
    path = tmp_path / "seen.pdf"
    path.write_bytes(pdf)
    return path


def words(path: Path, page: int) -> list[Word]:
    """The words of a page with their places."""
    options = ("-bbox", "-f", str(page), "-l", str(page))
    found = _WORD.findall(text(path, *options))
    return [Word(word, *(float(part) for part in box)) for *box, word in found]


def span(line: list[Word], first: str, last: str) -> tuple[float, float, float]:
    """Left edge, right edge and bottom of the text from the word `first` to the word `last` after it."""
    start = next(index for index, word in enumerate(line) if word.text == first)
    end = next(index for index, word in enumerate(line) if index >= start and word.text == last)
    return line[start].left, line[end].right, line[end].bottom


def rules(path: Path, page: int) -> list[tuple[float, float, float]]:
    """Horizontal lines drawn outside tables: left, right and distance from the top, in points."""
    with pikepdf.open(path) as pdf:
        return _lines(pdf.pages[page - 1])


def _lines(page: pikepdf.Page) -> list[tuple[float, float, float]]:
    found, stack = [], []
    matrix = pikepdf.Matrix()
    at = (0.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(page):
        numbers = [float(operand) for operand in operands] if str(operator) in ("cm", "m", "l") else []
        match str(operator):
            case "q":
                stack.append(matrix)
            case "Q":
                matrix = stack.pop()
            case "cm":
                matrix = pikepdf.Matrix(*numbers) @ matrix
            case "m":
                at = matrix.transform((numbers[0], numbers[1]))
            case "l":
                end = matrix.transform((numbers[0], numbers[1]))
                if abs(end[1] - at[1]) < 0.01:
                    found.append((at[0], end[0], float(page.mediabox[3]) - at[1]))
    return found
