"""What Alembic would generate for models.py and a database: the one who does not believe us.

judge.py URL: prints differences, exit code 1 when there are some.
"""

import sys
import warnings

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

warnings.simplefilter("ignore")
sys.path.insert(0, ".")
from models import metadata  # noqa: E402


def include_name(name, kind, parents):
    return not (kind == "table" and name.startswith("syncline_"))


def without_unread(differences):
    """SQLAlchemy cannot read the name of a foreign key that SQLite has beside a column: to Alembic it is gone."""

    def key(one):
        return one[1].table.name, tuple(one[1].column_keys), [e.target_fullname for e in one[1].elements]

    removed = [key(one) for one in differences if one[0] == "remove_fk" and one[1].name is None]
    added = [key(one) for one in differences if one[0] == "add_fk"]
    both = [one for one in removed if one in added]
    return [
        one
        for one in differences
        if not (isinstance(one, tuple) and one[0] in ("add_fk", "remove_fk") and key(one) in both)
    ]


with create_engine(sys.argv[1]).connect() as connection:
    options = {"compare_type": True, "include_name": include_name}
    differences = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    if connection.dialect.name == "sqlite":
        differences = without_unread(differences)
for one in differences:
    print(one)
sys.exit(1 if differences else 0)
