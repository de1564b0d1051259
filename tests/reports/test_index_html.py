"""The package's page for people without the program."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.reports.index_html import IndexFile, index_html
from tests.reports.factory import quarter

FILES = [
    IndexFile("bao-cao.vi.pdf", BiText("Báo cáo (PDF)", "Report (PDF)"), 193_364),
    IndexFile("../media/3f/3fa9.jpg", BiText(), 1000),
]


def page() -> str:
    """The page of the quarter."""
    return index_html(quarter(), FILES).decode("utf-8")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        assert not [name for name, _ in attrs if name.startswith("on")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_page_is_well_formed_without_scripts_or_outside_links() -> None:
    tags = _Tags()
    tags.feed(page())
    assert tags.open == []
    assert not tags.seen & {"script", "link", "img", "iframe", "form", "object", "base"}
    assert tags.links == ["./bao-cao.vi.pdf", "./../media/3f/3fa9.jpg"]
    assert "http://" not in page()
    assert "https://" not in page()


def test_policy_allows_exactly_the_pages_own_style() -> None:
    found = re.search(r"<style>(.*?)</style>", page(), re.DOTALL)
    assert found is not None
    digest = base64.b64encode(hashlib.sha256(found.group(1).encode("utf-8")).digest()).decode("ascii")
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page()
    assert "prefers-color-scheme:dark" in found.group(1)


def test_page_speaks_both_languages_and_is_repeatable() -> None:
    for expected in (
        "Đêm hội Trung thu Praha 2026",
        "Prague Mid-Autumn Festival 2026",
        "Các tệp trong gói",
        "Files of this package",
    ):
        assert expected in page()
    assert page() == page()


def test_a_path_cannot_become_another_scheme_or_host() -> None:
    evil = [IndexFile(path, BiText(), 1) for path in ("javascript:alert(1)", "//evil.example/x", 'a"><b>', "a b#c?d")]
    tags = _Tags()
    tags.feed(index_html(quarter(), evil).decode("utf-8"))
    assert tags.links == ["./javascript%3Aalert%281%29", "./evil.example/x", "./a%22%3E%3Cb%3E", "./a%20b%23c%3Fd"]
