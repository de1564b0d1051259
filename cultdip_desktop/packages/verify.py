"""The question that everything incoming must answer first."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cultdip_desktop.core.progress import Progress
from cultdip_desktop.packages.chain import ChainState
from cultdip_desktop.packages.examination import examine
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verdict import Verdict


def verify(
    path: Path, trust: TrustStore | None, *, us: str | None, known: ChainState | None, now: datetime, progress: Progress
) -> Verdict:
    """Establish, in this order, one line of the verdict each; what follows a failure is skipped.

    0. `size`: readable, not empty, within 2 GiB and 900 files.
    1. `container`: the strict container rules (`container`).
    2. `manifest`: exactly one manifest and one signature, at most 4 MiB, no DOCTYPE, our one form.
    3. `signature`: over the raw manifest bytes: intact, valid, allowed algorithms, one signer, DER, no unsigned
       attribute, embedded certificates equal to the known chain.
    4. `certificate`: leads to the pinned root, with usage and validity at `now`; `revocation`: fresh lists cover it.
    5. `office`: `package.json` (its digest first) names the office that the certificate is bound to.
    6. `files`: the same set as the manifest, every digest equal, `SHA256SUMS` equal.
    7. `format`: everything critical understood, schema readable.
    8. `chain`: epoch, number, previous digest, held against `known`.
    9. `content`: schema, references, counts, `root_sha256`, limits.
    10. `recipient`: it is for `us`.

    Works without an office: without `trust` the answer is *unknown* and only the files are checked besides; without
    `us` or `known` their lines are skipped, with the reason. `now` is the instant for which entitlement is asked:
    the present for something that has just come in, the instant of receipt for something from the archive.
    Verifying 1 GiB takes about as long as one pass of SHA-256, in constant memory.

    Raises:
        Cancelled: through `progress`. Nothing else: a bad package is an answer.
    """
    return examine(path, trust=trust, own=None, us=us, known=known, now=now, progress=progress)
