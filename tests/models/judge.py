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


with create_engine(sys.argv[1]).connect() as connection:
    options = {"compare_type": True, "include_name": include_name}
    differences = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
for one in differences:
    print(one)
sys.exit(1 if differences else 0)
