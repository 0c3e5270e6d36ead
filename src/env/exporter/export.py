"""Prints the schema of a project's SQLAlchemy models as records; see src/env/python_models.h."""

import os
import sys

from syncline_exporter import failures, targets
from syncline_exporter.answer import Answer
from syncline_exporter.traces import Traces


def main(dialect_name, folder, specs):
    answer = Answer()
    sys.argv = ["syncline"]
    traces = Traces(folder)

    is_ours = traces.ours
    try:
        targets.prepare_path(folder, specs)
        need_sqlalchemy()
        export(answer, dialect_name, specs, traces, is_ours)
    except (KeyboardInterrupt, GeneratorExit):
        raise
    except BaseException as error:  # SystemExit too: a module that calls exit() is told like others
        answer.add("error", *failures.describe(error, folder, is_ours, specs))
    for sort, path, token in traces.records():
        answer.add(sort, path, token)
    answer.add("unrepeatable", traces.unrepeatable)
    answer.add("end")
    answer.send()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # threads that the models started do not hold us up


def need_sqlalchemy():
    try:
        import sqlalchemy  # noqa: F401
    except ModuleNotFoundError as error:
        if error.name != "sqlalchemy":
            raise
        raise targets.Unusable(
            "there is no sqlalchemy for %s" % sys.executable,
            'install it there, or name the project\'s interpreter: python = "…" under [models]',
        )


def export(answer, dialect_name, specs, traces, is_ours):
    from sqlalchemy import event, pool

    def connected(*_):
        traces.unrepeatable = traces.unrepeatable or "connects to a database"

    event.listen(pool.Pool, "connect", connected)
    metadatas = targets.load(specs)

    from syncline_exporter import ddl, entities
    from syncline_exporter.places import Places

    places = Places(is_ours)
    recorder = ddl.Recorder(ddl.dialect_named(dialect_name), places)
    for metadata in metadatas:
        ddl.write(metadata, recorder)
    declared = entities.found(is_ours)
    if not recorder.statements and not declared:
        raise targets.Unusable(
            "%s holds no tables" % ", ".join(specs),
            'name the modules with the tables too: sqlalchemy = ["app.db:Base", "app.models.*"]',
        )
    before, after = entities.statements(declared, places, recorder.dialect, is_ours)
    first = ddl.schema_statements(metadatas, recorder)
    for statement in first + before + recorder.statements + after:
        answer.add("statement", *statement)
    for note in recorder.notes:
        answer.add("note", note)
    tell_mapping(answer, is_ours, specs, traces.folder)


def tell_mapping(answer, is_ours, specs, folder):
    """A relationship that names no class does not change the schema, and breaks the application."""
    if "sqlalchemy.orm" not in sys.modules:
        return
    from sqlalchemy import orm

    try:
        orm.configure_mappers()
    except Exception as error:
        answer.add("problem", *failures.describe(error, folder, is_ours, specs))
