"""`key …` and the commands of headquarters' authority, as scripts call them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.offices import PASSPHRASE, Pair, Ran, ask, quick_keys, run
from tests.packages.world import P12_PASSWORD, foreign_p12

NEW_PIN = "hoa gạo tháng Ba"


@pytest.fixture(autouse=True)
def _quick() -> object:
    with quick_keys():
        yield


def keys(home: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = ask(home, "key", "list")["keys"]
    return found


def with_pins(home: Path, *argv: str | Path, old: str = PASSPHRASE, new: str = NEW_PIN) -> Ran:
    pins = {"CULTDIP_PIN": old, "CULTDIP_NEW_PIN": new}
    return run(*argv, "--home", home, "--json", environment=pins)


def test_the_list_tells_state_label_and_attempts(mission: Path) -> None:
    (key,) = keys(mission)
    assert (key["state"], key["app_level"], key["attempts_left"]) == ("ready", True, 3)
    assert ask(mission, "key", "list")["warning"] is None
    assert "khóa do ứng dụng tạo" in run("key", "list", "--home", mission).out


def test_a_wrong_pin_counts_from_call_to_call(mission: Path) -> None:
    ran = with_pins(mission, "key", "change-pin", old="sai rồi")
    assert (ran.code, ran.error) == (3, "key.wrong_pin")
    assert keys(mission)[0]["attempts_left"] == 2


def test_the_pin_is_changed_and_signs(mission: Path, tmp_path: Path) -> None:
    assert with_pins(mission, "key", "change-pin").json["changed"] is True
    out = tmp_path / "q3.cdrp"
    export = ("export", "--period", "2026-Q3", "--out", out, "--home", mission, "--json")
    assert run(*export).error == "key.wrong_pin"
    assert run(*export, environment={"CULTDIP_PIN": NEW_PIN}).code == 0


def test_the_new_pin_is_never_taken_from_the_passphrase(mission: Path) -> None:
    ran = run("key", "change-pin", "--home", mission, "--json")
    assert (ran.code, ran.error) == (3, "cli.pin_missing")


def test_a_retired_key_signs_nothing(mission: Path, tmp_path: Path) -> None:
    key = keys(mission)[0]["id"]
    assert ask(mission, "key", "retire", str(key), "--reason", "Về nước")["state"] == "retired"
    refused = ask(mission, "export", "--period", "2026-Q3", "--out", tmp_path / "q.cdrp", code=3)
    assert refused["error"]["code"] == "key.retired"
    assert keys(mission)[0]["retired_at"]


def test_a_key_is_handed_over_and_its_successor_certified(pair: Pair, tmp_path: Path) -> None:
    old = str(keys(pair.mission)[0]["id"])
    made = ask(pair.mission, "key", "retire", old, "--successor", "Lê Văn Đức", "--later")
    assert made["state"] == "ready"
    ask(pair.mission, "key", "request", "--key", made["successor"]["id"], "--out", tmp_path / "r.cdreq")
    heard = " ".join(made["successor"]["words"])
    ask(pair.headquarters, "hq", "enrol", tmp_path / "r.cdreq", "--out", tmp_path / "c.cdrp", "--words", heard)
    ask(pair.mission, "key", "install", tmp_path / "c.cdrp")
    states = {str(key["id"]): key["state"] for key in keys(pair.mission)}
    assert states == {old: "retired", made["successor"]["id"]: "ready"}
    assert ask(pair.mission, "export", "--period", "2026-Q3", "--out", tmp_path / "q.cdrp")["result"] == "valid"


def test_other_words_are_not_certified(pair: Pair, tmp_path: Path) -> None:
    ask(pair.mission, "key", "request", "--out", tmp_path / "r.cdreq")
    refused = ask(
        pair.headquarters, "hq", "enrol", tmp_path / "r.cdreq", "--out", tmp_path / "c.cdrp", "--words", "mây gió",
        code=3,
    )  # fmt: skip
    assert refused["error"]["code"] == "enrol.words_differ"
    assert not (tmp_path / "c.cdrp").exists()


def test_a_pkcs12_file_is_taken_in(mission: Path, tmp_path: Path) -> None:
    (tmp_path / "the.p12").write_bytes(foreign_p12())
    secrets = {"CULTDIP_PIN": NEW_PIN, "CULTDIP_P12_PASSWORD": P12_PASSWORD}
    ran = run("key", "import", tmp_path / "the.p12", "--home", mission, "--json", environment=secrets)
    assert (ran.code, ran.json["person"], ran.json["state"]) == (0, "Đỗ Thẻ Cứng", "foreign")
    assert ask(mission, "export", "--period", "2026-Q3", "--out", tmp_path / "q.cdrp")["result"] == "valid"


def test_lists_travel_by_folder(pair: Pair, tmp_path: Path) -> None:
    rows = ask(pair.headquarters, "hq", "certificates")["certificates"]
    serial = next(row["serial"] for row in rows if row["office"] == "CZ-EMB")
    ask(pair.headquarters, "hq", "revoke", serial, "--reason", "mất máy")
    ask(pair.headquarters, "hq", "trust", "--out", tmp_path / "tin cậy")
    assert ask(pair.mission, "key", "install", tmp_path / "tin cậy")["root_confirmed"] is True
    assert keys(pair.mission)[0]["state"] == "revoked"
    assert ask(pair.mission, "key", "list")["warning"]["code"] == "key.revoked_notice"


def test_certificates_are_listed_with_their_states(headquarters: Path) -> None:
    rows = ask(headquarters, "hq", "certificates")["certificates"]
    assert {(row["office"], row["state"], row["own"]) for row in rows} == {
        ("CZ-EMB", "valid", False),
        ("VN-MFA", "valid", True),
    }


def test_lists_and_own_certificate_are_renewed(headquarters: Path, tmp_path: Path) -> None:
    before = ask(headquarters, "hq", "trust", "--out", tmp_path / "a")["fresh_until"]
    assert ask(headquarters, "hq", "trust", "--out", tmp_path / "b", "--renew")["fresh_until"] >= before
    assert ask(headquarters, "hq", "renew")["not_after"] > "2028"
    assert len(ask(headquarters, "hq", "certificates")["certificates"]) == 3


def test_headquarters_pin_is_changed(headquarters: Path, tmp_path: Path) -> None:
    assert with_pins(headquarters, "hq", "change-pin").json["changed"] is True
    refused = ask(headquarters, "hq", "trust", "--out", tmp_path / "a", "--renew", code=3)
    assert refused["error"]["code"] == "key.wrong_pin"


@pytest.mark.parametrize("argv", [("certificates",), ("renew",), ("change-pin",)])
def test_the_authority_s_commands_are_refused_at_a_mission(mission: Path, argv: tuple[str, ...]) -> None:
    ran = with_pins(mission, "hq", *argv)
    assert (ran.code, ran.error) == (3, "hq.not_headquarters")
