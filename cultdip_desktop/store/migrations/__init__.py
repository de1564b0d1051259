"""Brings older stores up to date with Alembic; imported only when the stored revision is not ours."""
