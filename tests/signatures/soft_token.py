"""A token made of software (SoftHSM): everything a real one does but the plastic."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from cultdip_desktop.packages import pki
from tests.packages.world import World

PIN = "271828"
LABEL = "Thẻ ký ĐSQ"
_MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so", "/opt/homebrew/lib/softhsm/libsofthsm2.so")  # fmt: skip


@dataclass(frozen=True)
class SoftToken:
    """One token in a folder of its own."""

    module: Path
    world: World

    def put(self, kind: str, person: str = "Nguyễn Văn An", key_id: bytes = b"\x01") -> None:
        """A certified key of `kind` (ec, rsa) with its certificate and its authority."""
        key = ec.generate_private_key(ec.SECP256R1()) if kind == "ec" else rsa.generate_private_key(65537, 2048)
        certificate = pki.certify_office(
            self.world.issuing, key.public_key(), office="CZ-EMB", office_name="Đại sứ quán Việt Nam tại Séc",
            person=person, headquarters=False, now=self.world.now,
        )  # fmt: skip
        self._store(key, certificate, key_id)

    def _store(self, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, leaf: x509.Certificate, id_: bytes) -> None:
        import pkcs11
        from pkcs11 import Attribute
        from pkcs11.util.ec import decode_ec_private_key
        from pkcs11.util.rsa import decode_rsa_private_key
        from pkcs11.util.x509 import decode_x509_certificate

        library = pkcs11.lib(str(self.module))
        library.reinitialize()
        if isinstance(key, rsa.RSAPrivateKey):
            plain = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
            private = decode_rsa_private_key(plain)
        else:
            plain = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
            private = decode_ec_private_key(plain)
        with library.get_token(token_label=LABEL).open(rw=True, user_pin=PIN) as session:
            session.create_object({**private, Attribute.TOKEN: True, Attribute.ID: id_, Attribute.SIGN: True})
            for number, one in enumerate((leaf, self.world.issuing.certificate)):
                made = decode_x509_certificate(one.public_bytes(Encoding.DER))
                extra = {
                    Attribute.TOKEN: True,
                    Attribute.LABEL: f"chứng thư {number}",
                    Attribute.ID: id_ * (1 - number),
                }
                session.create_object({**made, **extra})


def make(folder: Path, patch: pytest.MonkeyPatch, world: World) -> SoftToken:
    """A fresh token in `folder`; skips where SoftHSM is not installed."""
    module = next((Path(path) for path in _MODULES if Path(path).is_file()), None)
    if module is None:
        pytest.skip("SoftHSM is not installed")
    (folder / "tokens").mkdir()
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n")
    patch.setenv("SOFTHSM2_CONF", str(config))
    made = ["softhsm2-util", "--init-token", "--free", "--label", LABEL, "--pin", PIN, "--so-pin", "31415926"]
    subprocess.run(made, check=True, capture_output=True)
    return SoftToken(module, world)
