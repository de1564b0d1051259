"""How short a passphrase or a PIN may be: strict by itself, anything goes in an office of sample data."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto import keyfile, passphrase
from cultdip_desktop.crypto.derive import QUICK
from cultdip_desktop.packages import keys
from tests.packages.world import CountedPins

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize("text", ["password", "12345678", "ngắn"])
def test_a_weak_passphrase_is_refused_unless_its_length_alone_counts(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError) as refused:
        passphrase.require_acceptable(text)
    assert refused.value.code == "office.passphrase_weak"
    keyfile.create(tmp_path / "k.json", text, office_id="CZ-EMB", role="mission", cost=QUICK, least=4)
    assert keyfile.unlock(tmp_path / "k.json", text).office_id == "CZ-EMB"


@pytest.mark.parametrize("text", ["", "x" * (passphrase.MAX_LENGTH + 1)])
def test_no_and_a_pasted_book_are_never_passphrases(text: str) -> None:
    with pytest.raises(UserError):
        passphrase.require_acceptable(text, 0)


@pytest.mark.parametrize("pin", ["12345", "111111", "", "1212121212"])
def test_a_plain_pin_is_refused_unless_it_is_for_sample_data(tmp_path: Path, pin: str) -> None:
    who = {"person": "Nguyễn Thị Lan", "office": "CZ-EMB", "office_name": "Đại sứ quán"}
    with pytest.raises(UserError) as refused:
        keys.create_key(tmp_path, **who, pin=pin, now=NOW, cost=QUICK)
    assert refused.value.code == "key.pin_too_short"
    if pin:
        keys.create_key(tmp_path, **who, pin=pin, now=NOW, cost=QUICK, least_pin=1)
    assert len(keys.list_keys(tmp_path, CountedPins())) == bool(pin)


def test_a_pin_may_hold_spaces_and_marks(tmp_path: Path) -> None:
    keys.create_key(tmp_path, person="Lan", office="CZ-EMB", office_name="ĐSQ", pin="một hai", now=NOW, cost=QUICK)
