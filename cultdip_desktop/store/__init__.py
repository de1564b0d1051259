"""The encrypted store of an office: the only room that knows SQLAlchemy, SQLCipher and Alembic.

Importing this package loads none of them; `store.store` does, in a worker. Rows leave as frozen domain
values, never as objects that are tied to a connection. It knows no media bytes, no packages, no windows.
"""
