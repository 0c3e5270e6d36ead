"""For Alembic: the same models, and a database that Syncline has made.

The ledger's tables belong to Syncline: on PostgreSQL they stand in a schema of their own, where Alembic
does not look; on SQLite they begin with syncline_.
"""

import os

from alembic import context
from sqlalchemy import create_engine

from shop.models import Base


def include_name(name, kind, parents):
    return not (kind == "table" and name.startswith("syncline_"))


def include_object(thing, name, kind, reflected, other):
    # SQLAlchemy cannot read an index of an expression back from SQLite: Alembic would always add it anew.
    unread = connection.dialect.name == "sqlite" and kind == "index" and other is None and not reflected
    return not (unread and len(thing.columns) == 0)


with create_engine(os.environ["ALEMBIC_URL"]).connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=include_name,
        include_object=include_object,
        compare_type=True,
    )
    context.run_migrations()
