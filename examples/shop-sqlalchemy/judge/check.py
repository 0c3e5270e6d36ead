"""Does what `alembic check` does, which came with Alembic 1.9: prints what Alembic would generate."""

import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

here = Path(__file__).parent
sys.path.insert(0, str(here.parent))
config = Config(str(here / "alembic.ini"))
differences = []


def compare(_, context):
    differences.extend(compare_metadata(context, context.opts["target_metadata"]))
    return []


script = ScriptDirectory.from_config(config)
with EnvironmentContext(config, script, fn=compare, dont_mutate=True):
    script.run_env()
for one in differences:
    print(one)
print("no difference" if not differences else "%d differences" % len(differences))
sys.exit(1 if differences else 0)
