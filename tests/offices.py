"""Sample offices for tests that need a whole one: made once per process with cheap key derivation, then copied."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cultdip_desktop.app_demo import Demo, create_demo
from cultdip_desktop.cli.main import main
from cultdip_desktop.core import machine
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.derive import QUICK
from cultdip_desktop.packages import keys
from cultdip_desktop.packages.authority import Authority
from cultdip_desktop.store.engine import Secret, connect

PASSPHRASE = "đèn lồng cá chép sông Hồng"
EXAMPLE = {
    "title": {"vi": "Đêm hội Trung thu Praha 2026", "en": "Prague Mid-Autumn Festival 2026"},
    "kind": "community",
    "state": "held",
    "start": "2026-09-25T17:30:00+02:00",
    "end": "2026-09-25T21:00:00+02:00",
    "zone": "Europe/Prague",
    "city": "Praha",
    "country": "CZ",
    "goals": [{"code": "M3", "primary": True, "reason": {"vi": "Giới thiệu phong tục Tết Trung thu.", "en": ""}}],
    "actors": [{"partner": "Hội người Việt Nam tại CH Séc", "category": "AC.OVN", "role": "co_organiser"}],
    "results": {"attendance": {"value": 1340, "kind": "on_site", "method": "counted"}, "host_country_share": 0.62},
    "money": [{"source": "RS.BUD", "stage": "spent", "amount": "59450.00", "currency": "CZK"}],
    "internal_note": "Đại sứ phát biểu khai mạc.",
}


@dataclass(frozen=True)
class Pair:
    """A mission and the headquarters that trusts it, with what the mission counted."""

    mission: Path
    headquarters: Path
    counts: dict[str, Any]


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object on standard output."""
        plain: dict[str, Any] = json.loads(self.out)
        return plain

    @property
    def error(self) -> str:
        """The code of the refusal."""
        return str(self.json["error"]["code"])


_made: dict[Path, Demo] = {}


@contextlib.contextmanager
def quick_keys() -> Iterator[None]:
    """Within the block new keys are cheap to open; the product itself always takes the full cost."""
    made = (
        keyfile.create,
        keys.create_key,
        keys.change_pin,
        keys.import_pkcs12,
        Authority.create.__func__,  # type: ignore[attr-defined]
        Authority.change_pin,
    )
    with pytest.MonkeyPatch.context() as patch:
        for function in made:
            patch.setitem(function.__kwdefaults__, "cost", QUICK)
        yield


def pair(template: Path, target: Path) -> Pair:
    """A copy of the two sample offices in `target`; `template` is where the originals lie or will lie."""
    if template not in _made:
        with quick_keys():
            _made[template] = create_demo(
                template / "mission",
                headquarters=template / "headquarters",
                passphrase=PASSPHRASE,
                language="vi",
                events=24,
                photos=4,
            )
    for name in ("mission", "headquarters"):
        original(template / name, target / name)
    return Pair(target / "mission", target / "headquarters", dict(_made[template].counts))


def original(source: Path, target: Path, key: keyfile.OfficeKey | None = None) -> Path:
    """A copy of an office that takes itself for the original: most tests are not about copies."""
    shutil.copytree(source, target)
    key = key or keyfile.unlock(target / "office.key.json", PASSPHRASE)
    store = target / "office.db"
    with contextlib.closing(connect(store, Secret(key.store_key, key.store_salt), mode="rw")) as connection:
        connection.execute("UPDATE place SET file_id = ?", (machine.file_id(store),))
    return target


def counts(template: Path) -> dict[str, Any]:
    """What the demo of `template` counted in itself."""
    return dict(_made[template].counts)


def run(*argv: str | Path, passphrase: str | None = PASSPHRASE, environment: dict[str, str] | None = None) -> Ran:
    """One command inside this process."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        for name, value in {"CULTDIP_PASSPHRASE": passphrase, **(environment or {})}.items():
            if value is None:
                patch.delenv(name, raising=False)
            else:
                patch.setenv(name, value)
        code = main([str(part) for part in argv])
    return Ran(code, out.getvalue(), err.getvalue())


def ask(home: Path, *argv: str | Path, code: int = 0) -> dict[str, Any]:
    """One command on an office with `--json`, its exit code as expected."""
    ran = run(*argv, "--home", home, "--json")
    assert ran.code == code, (ran.code, ran.out, ran.err)
    return ran.json


def command(*argv: str | Path) -> list[str]:
    """The same as a program of its own."""
    return [sys.executable, "-m", "cultdip_desktop.cli.main", *(str(part) for part in argv)]


def process(*argv: str | Path, passphrase: str | None = PASSPHRASE, before: Sequence[str] = (), **options: Any) -> Ran:
    """One command in a process of its own, started by `before`."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CULTDIP_")}
    if passphrase is not None:
        environment["CULTDIP_PASSPHRASE"] = passphrase
    done = subprocess.run(
        [*before, *command(*argv)], env=environment, capture_output=True, text=True, timeout=100, check=False, **options
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def digest(home: Path) -> dict[str, Any]:
    """Content and history."""
    return ask(home, "digest")


def event_file(folder: Path, plain: dict[str, Any], name: str = "event.json") -> Path:
    """`plain` as a file."""
    path = folder / name
    path.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    return path


def attach_documents(mission: Path, folder: Path, count: int = 8) -> None:
    """Documents of about 1 MB each: the report prints none of them, and noise does not compress."""
    chance = random.Random(7)
    event = ask(mission, "event", "add", "--file", event_file(folder, EXAMPLE))["id"]
    for number in range(count):
        noise = Image.frombytes("RGB", (900, 900), chance.randbytes(900 * 900 * 3))
        path = folder / f"tài liệu {number}.pdf"
        noise.save(path, "PDF", quality=95)
        ask(mission, "attach", event, path)
