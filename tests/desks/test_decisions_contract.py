"""What headquarters' tests of `test_decisions` say, said of a headquarters whose store lies on a server."""

from __future__ import annotations

import pytest

from tests.desks.contract import contract_of
from tests.hq import test_decisions

pytestmark = [pytest.mark.usefixtures("headquarters_on_server"), pytest.mark.slow]

globals().update(contract_of(test_decisions))
