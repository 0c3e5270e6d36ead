"""For Alembic: the same models, and a database that Syncline has made.

The ledger's tables belong to Syncline: on PostgreSQL they stand in a schema of their own, where Alembic
does not look; on SQLite they begin with syncline_.
"""

import os

from alembic import context
from sqlalchemy import Column, create_engine

from shop.models import Base


def include_name(name, kind, parents):
    return not (kind == "table" and name.startswith("syncline_"))


def include_object(thing, name, kind, reflected, other):
    # What SQLite cannot say: it has no identity, and SQLAlchemy does not read an index of an expression
    # back. Alembic would want to add both for ever, whoever made the database.
    if connection.dialect.name != "sqlite" or reflected:
        return True
    unread = kind == "index" and not all(isinstance(one, Column) for one in thing.expressions)
    return not (unread or (kind == "column" and thing.identity is not None))


with create_engine(os.environ["ALEMBIC_URL"]).connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=include_name,
        include_object=include_object,
        compare_type=True,
    )
    context.run_migrations()
