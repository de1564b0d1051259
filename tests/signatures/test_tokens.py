"""Signing with keys that never leave their token."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages.verdict import Result
from cultdip_desktop.signatures import sign, tokens
from cultdip_desktop.signatures.places import SignerRole
from cultdip_desktop.signatures.sign import Act
from cultdip_desktop.signatures.tokens import TriesLeft
from tests.signatures import soft_token
from tests.signatures.papers import NOW, PRAHA, Desk, paper
from tests.signatures.soft_token import LABEL, PIN, SoftToken


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desk: Desk) -> SoftToken:
    """A token without keys."""
    return soft_token.make(tmp_path, monkeypatch, desk.world)


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_a_token_signs_like_any_key(token: SoftToken, desk: Desk, kind: str) -> None:
    token.put(kind)
    [found] = tokens.tokens(token.module)
    [key] = found.keys
    with tokens.opened(key, PIN) as opened:
        signed = sign.sign(paper(), opened, Act(SignerRole.PERSON, NOW.astimezone(PRAHA)))
    verdict = desk.verify(desk.sign(signed, "agency"))
    assert verdict.result is Result.VALID
    signer = verdict.signatures[0].signer
    assert signer is not None
    assert signer.person == "Nguyễn Văn An"


def test_a_token_tells_its_keys_without_a_pin(token: SoftToken) -> None:
    token.put("ec")
    token.put("rsa", "Trần Thị Bình", b"\x02")
    [found] = tokens.tokens(token.module)
    assert (found.label, found.tries) == (LABEL, TriesLeft.ALL)
    assert {key.certificate.person for key in found.keys} == {"Nguyễn Văn An", "Trần Thị Bình"}
    assert all(key.chain for key in found.keys)


def test_a_wrong_pin_is_tried_once_and_the_token_says_so(token: SoftToken, monkeypatch: pytest.MonkeyPatch) -> None:
    import pkcs11

    token.put("ec")
    [key] = tokens.tokens(token.module)[0].keys
    tries: list[object] = []
    real = pkcs11._pkcs11.Token.open  # type: ignore[attr-defined]

    class Counting:
        def __init__(self, inner: object) -> None:
            self._inner = inner

        def __getattr__(self, name: str) -> object:
            return getattr(self._inner, name)

        def open(self, **given: object) -> object:
            tries.append(given.get("user_pin"))
            return real(self._inner, **given)

    found = tokens._find
    monkeypatch.setattr(tokens, "_find", lambda wanted: Counting(found(wanted)))
    with pytest.raises(UserError, match=r"token\.wrong_pin"), tokens.opened(key, "000000"):
        pass
    assert tries == ["000000"]
    assert tokens.tries_left(key) is TriesLeft.FEWER
    with tokens.opened(key, PIN):
        pass
    assert tokens.tries_left(key) is TriesLeft.ALL


@pytest.mark.parametrize(
    ("tries", "code"), [(TriesLeft.LOCKED, r"token\.locked"), (TriesLeft.LAST, r"token\.last_try")]
)
def test_a_pin_is_not_tried_where_it_could_do_harm(
    token: SoftToken, monkeypatch: pytest.MonkeyPatch, tries: TriesLeft, code: str
) -> None:
    token.put("ec")
    [key] = tokens.tokens(token.module)[0].keys
    monkeypatch.setattr(tokens, "_tries", lambda _flags: tries)
    with pytest.raises(UserError, match=code), tokens.opened(key, PIN):
        pass


def test_the_last_try_is_taken_by_who_asks_for_it(token: SoftToken, monkeypatch: pytest.MonkeyPatch) -> None:
    token.put("ec")
    [key] = tokens.tokens(token.module)[0].keys
    monkeypatch.setattr(tokens, "_tries", lambda _flags: TriesLeft.LAST)
    with tokens.opened(key, PIN, last_try=True) as opened:
        assert opened.facts.person == "Nguyễn Văn An"


def test_a_token_that_is_gone_is_named(token: SoftToken) -> None:
    token.put("ec")
    [key] = tokens.tokens(token.module)[0].keys
    with pytest.raises(UserError, match=r"token\.gone"), tokens.opened(replace(key, token="khác"), PIN):
        pass


def test_a_certificate_without_its_key_signs_nothing(token: SoftToken) -> None:
    token.put("ec")
    [key] = tokens.tokens(token.module)[0].keys
    with pytest.raises(UserError, match=r"token\.key_gone"), tokens.opened(replace(key, id="ff"), PIN):
        pass


@pytest.mark.parametrize("content", [None, b"", b"not a library", b"\x7fELF" + bytes(200)])
def test_a_file_that_is_no_library_is_refused(tmp_path: Path, content: bytes | None) -> None:
    module = tmp_path / "thư viện.so"
    if content is not None:
        module.write_bytes(content)
    with pytest.raises(UserError, match=r"token\.module_"):
        tokens.tokens(module)
