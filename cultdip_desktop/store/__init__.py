"""The encrypted store of an office: the only room that knows SQLAlchemy, SQLCipher and Alembic.

Importing this package loads SQLAlchemy, so windows do it in a worker; Alembic comes only with a migration. Rows leave as
frozen domain values, never as objects that are tied to a connection. It knows no media bytes, no packages, no windows.
"""

from inspect import iscoroutine

from cultdip_desktop.core.stand_in import stand_in
from cultdip_desktop.store.late_classes import late_classes

with stand_in("asyncio", iscoroutine=iscoroutine), stand_in("importlib.metadata"), late_classes():
    import sqlalchemy.dialects.sqlite  # noqa: F401 - with all its drivers, two of which are asynchronous
