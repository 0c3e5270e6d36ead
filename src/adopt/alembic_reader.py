"""Reads an Alembic project for `syncline import alembic`: its graph, and the SQL of its revisions.

Runs inside the project's own Python, its text on stdin. Settings are variables SYNCLINE_ALEMBIC_…;
the answer is one JSON object on stdout. Every connection that SQLAlchemy makes in this process is
led to a scratch database, whatever env.py says: the project's databases are not touched.

Each way of each revision is first asked of Alembic's offline mode. What cannot be said without a
database is taken from a run of the whole history on the scratch database.
"""
import argparse
import contextlib
import datetime
import decimal
import inspect
import io
import json
import logging
import os
import re
import sys
import traceback

sys.dont_write_bytecode = True  # the project is only read
answer_stream = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)  # what the project prints is no answer


def setting(name):
    return os.environ.get("SYNCLINE_ALEMBIC_" + name) or None


def answer(**members):
    json.dump(members, answer_stream)
    answer_stream.flush()
    os._exit(0)


def where(problem):
    """The user's own frames, the last first needed; then the words of the error."""
    lines = []
    for frame in traceback.extract_tb(problem.__traceback__):
        ours = frame.filename == "<stdin>"
        library = "-packages" in frame.filename or "/lib/python" in frame.filename
        if not ours and not library and not frame.filename.startswith("<"):
            lines.append("%s:%d: %s" % (os.path.relpath(frame.filename), frame.lineno, frame.line))
    words = "".join(traceback.format_exception_only(type(problem), problem)).strip()
    return "\n".join(lines + words.splitlines()[:12])


try:
    import alembic
    import sqlalchemy
    from alembic.config import Config
    from alembic.runtime import migration as runtime
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import event
    from sqlalchemy.engine import Engine, make_url
except ImportError as missing:
    answer(missing=missing.name or str(missing))


class NeedsDatabase(Exception):
    """A revision asks for something that only a database can answer."""


class Recorder:
    """The statements of the revision that is at work."""

    def __init__(self):
        self.on = False
        self.outside = 0
        self.by_op = 0
        self.start()

    def start(self):
        self.on = True
        self.statements = []
        self.reads = []
        self.inexact = []

    def add(self, sql):
        sql = sql.strip()
        while sql.endswith(";"):
            sql = sql[:-1].rstrip()
        if sql.startswith("CREATE TABLE "):
            pieces = sql.split("'")  # every other one is a literal
            pieces[::2] = [re.sub(" +\n", "\n", one.replace("\t", "    ")) for one in pieces[::2]]
            sql = "'".join(pieces)
        if self.on and sql:
            self.statements.append({"sql": sql, "outside": self.outside > 0})

    def stop(self):
        self.on = False
        return {"statements": self.statements, "reads": self.reads, "inexact": self.inexact}


recorder = Recorder()
dialect_name = setting("DIALECT")
target = {"url": None}

reading_words = re.compile(r"\s*(?:\(\s*)*(select|show|pragma|explain|values|with)\b", re.I)
writing_words = re.compile(r"\b(insert\s+into|update|delete\s+from|merge\s+into)\b", re.I)
places = re.compile(r"\b(?:from|join)\s+(?:only\s+)?([\w\".\[\]`]+|\()", re.I)
catalogs = re.compile(
    r"\(|\"?(pg_catalog|information_schema|main|temp)\"?\.|\"?(pg_|sqlite_|pragma_)", re.I)
own_tables = re.compile(r"\"?(main|temp)\"?\.(?!\"?sqlite_)", re.I)
schema_questions = re.compile(
    r"\s*select\s+(pg_catalog\.|current_schema|current_database|version|current_setting)", re.I)


def reads(sql):
    match = reading_words.match(sql)
    if not match:
        return False
    return match.group(1).lower() != "with" or not writing_words.search(sql)


def asks_for_schema(sql):
    """Whether a query is about the schema, which is the same in every database at this revision."""
    if re.match(r"\s*(show|pragma)\b", sql, re.I) or schema_questions.match(sql):
        return True
    found = places.findall(sql)
    return bool(found) and all(catalogs.match(one) and not own_tables.match(one) for one in found)


# Values in the place of parameters.


def literal(value):
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE") if dialect_name == "postgresql" else str(int(value))
    if isinstance(value, (int, float, decimal.Decimal)):
        return str(value)
    if isinstance(value, (bytes, bytearray, memoryview)) and dialect_name == "sqlite":
        return "X'%s'" % bytes(value).hex()
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return "'%s'" % value.isoformat(" ") if hasattr(value, "hour") and hasattr(value, "year") \
            else "'%s'" % value.isoformat()
    if isinstance(value, str):
        return "'%s'" % value.replace("'", "''")
    raise ValueError("a value of type %s" % type(value).__name__)


pieces = re.compile(r"('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\")|(%%)|%\((\w+)\)s|(%s)|(\?)|\$(\d+)|:(\w+)(?!:)")


def filled(sql, values):
    """The statement with literals where its placeholders are."""
    rest = iter(values if isinstance(values, (list, tuple)) else ())

    def piece(match):
        quoted, percent, named, plain, mark, number, colon = match.groups()
        if quoted:
            return quoted
        if percent:
            return "%"
        if named:
            return literal(values[named])
        if plain or mark:
            return literal(next(rest))
        if number:
            return literal(values[int(number) - 1])
        if match.start() > 0 and sql[match.start() - 1] == ":":
            return match.group(0)  # a cast
        return literal(values[colon]) if isinstance(values, dict) and colon in values \
            else match.group(0)

    return pieces.sub(piece, sql)


def rendered(cursor, sql, values):
    if hasattr(cursor, "mogrify"):
        text = cursor.mogrify(sql, values)
        return text.decode() if isinstance(text, bytes) else text
    return filled(sql, values) if values else sql


def heard(connection, cursor, statement, parameters, context, executemany):
    if not recorder.on or re.match(r"\s*(savepoint|release|rollback)\b", statement, re.I):
        return
    if reads(statement) and not recorder.by_op:
        if not asks_for_schema(statement):
            recorder.reads.append(statement.strip())
        return
    for values in parameters if executemany else [parameters]:
        try:
            recorder.add(rendered(cursor, statement, values))
        except Exception as problem:  # a driver's own types
            recorder.inexact.append("%s: %s" % (problem, statement.strip()))


def led(dialect, connection_record, arguments, keywords):
    """Connections of every engine go to the scratch database."""
    url = make_url(target["url"])
    if dialect.name != url.get_backend_name():
        raise RuntimeError("env.py connects to %s, but what is imported is %s"
                           % (dialect.name, url.get_backend_name()))
    if dialect.name == "sqlite":
        arguments[:] = [url.database]
        return
    query = dict(url.query)
    parts = {"host": url.host or query.get("host"), "port": url.port or query.get("port"),
             "user": url.username, "password": url.password,
             "dbname" if dialect.driver.startswith("psycopg") else "database": url.database}
    arguments[:] = []
    keywords.clear()
    keywords.update({key: value for key, value in parts.items() if value})
    if "port" in keywords:
        keywords["port"] = int(keywords["port"])


event.listen(Engine, "do_connect", led)
event.listen(Engine, "after_cursor_execute", heard)


@contextlib.contextmanager
def patched(owner, name, make):
    before = getattr(owner, name)
    setattr(owner, name, make(before))
    try:
        yield
    finally:
        setattr(owner, name, before)


def counting(member):
    """Wraps a context manager's method: `recorder.member` counts while it is open."""
    def make(before):
        @contextlib.contextmanager
        def block(self, *rest, **more):
            setattr(recorder, member, getattr(recorder, member) + 1)
            try:
                with before(self, *rest, **more):
                    yield
            finally:
                setattr(recorder, member, getattr(recorder, member) - 1)
        return block
    return make


def deaf(before):
    """The rows of alembic_version are no part of a revision."""
    def update(self, *rest, **more):
        recorder.on = False
        return before(self, *rest, **more)
    return update


def offline_configure(before):
    """Offline for the wanted dialect, and exact, whatever env.py asks for."""
    def configure(self, connection=None, url=None, dialect_name=None, dialect_opts=None, **more):
        more.update(literal_binds=True)
        options = dict(dialect_opts or {}, paramstyle="named")
        return before(self, url=None, dialect_name=setting("DIALECT"), dialect_opts=options, **more)
    return configure


def by_op(impl):
    """op.execute() gives no rows back: a SELECT of it is run for what it does."""
    before = impl.execute

    def execute(*rest, **more):
        recorder.by_op += 1
        try:
            return before(*rest, **more)
        finally:
            recorder.by_op -= 1
    impl.execute = execute


class Project:
    def __init__(self):
        self.config = Config(setting("INI"), ini_section=setting("NAME") or "alembic",
                             output_buffer=io.StringIO())
        self.config.cmd_opts = argparse.Namespace(
            x=[], raiseerr=True, config=setting("INI"), name=setting("NAME") or "alembic", quiet=True)
        self.config.set_main_option("sqlalchemy.url", setting("SCRATCH").replace("%", "%%"))
        self.script = ScriptDirectory.from_config(self.config)
        self.order = [self.script.get_revision(one.revision)
                      for one in self.script.walk_revisions()][::-1]
        self.ran = 0

    def run_env(self, steps, **options):
        """env.py, with `steps` in the place of what Alembic would do in it."""
        self.ran = 0

        def function(revision, context):
            self.ran += 1
            if self.ran > 1:
                raise RuntimeError("env.py migrates several databases; import one at a time")
            return steps(revision, context)

        with EnvironmentContext(self.config, self.script, fn=function, **options):
            self.script.run_env()
        if not self.ran:
            raise RuntimeError("env.py never called context.run_migrations()")


# The offline mode.


def prepare_offline(context):
    impl = context.impl
    impl.static_output = recorder.add
    impl.emit_begin = impl.emit_commit = lambda: None
    connection = context.connection
    before = connection.execute

    def execute(construct, *parameters, **more):
        text = construct if isinstance(construct, str) else getattr(construct, "text", "")
        if parameters or more or getattr(construct, "is_select", False) or reads(str(text)):
            raise NeedsDatabase("it asks the database")
        return before(construct)

    connection.execute = execute


def offline_way(module, name):
    source = inspect.getsource(getattr(module, name))
    recorder.start()
    try:
        if re.search(r"\bis_offline_mode\b|\.as_sql\b", source):
            raise NeedsDatabase("it does something else offline")
        getattr(module, name)()
    except NotImplementedError:
        recorder.stop()
        return {"statements": None, "source": source, "why": "it raises NotImplementedError"}
    except Exception as problem:
        recorder.stop()
        return {"statements": None, "source": source, "live": True, "why": where(problem)}
    return dict(recorder.stop(), source=source)


def convert_offline(project, facts, ways):
    def steps(revision, context):
        prepare_offline(context)
        facts.update(version_table=context.version_table,
                     version_table_schema=context.version_table_schema,
                     transactional=bool(context.impl.transactional_ddl
                                        or not type(context.impl).transactional_ddl))
        for script in project.order:
            for name in ("upgrade", "downgrade"):
                ways[script.revision, name] = offline_way(script.module, name)
        return []

    target["url"] = setting("SCRATCH")
    with patched(EnvironmentContext, "configure", offline_configure), \
            patched(EnvironmentContext, "is_offline_mode", lambda before: lambda self: True):
        project.run_env(steps, as_sql=True, starting_rev="base", destination_rev="heads")


# The run on a scratch database.


def run_live(project, direction, heard_of):
    """Carries out a way of all revisions; calls heard_of(id, what was recorded) after each."""
    now = {"id": None}

    def steps(revision, context):
        by_op(context.impl)
        found = project.script._upgrade_revs("heads", revision) if direction == "upgrade" \
            else project.script._downgrade_revs("base", revision)
        for step in found:
            now["id"] = step.revision.revision
            recorder.start()
            yield step
            heard_of(step.revision.revision, recorder.stop())

    try:
        project.run_env(steps, as_sql=False, starting_rev=None, dont_mutate=False,
                        destination_rev="heads" if direction == "upgrade" else "base")
    finally:
        recorder.stop()
    return now["id"]


def take_live(ways, name):
    def heard_of(revision, found):
        way = ways[revision, name]
        if way.get("live"):
            way.update(found, ran=True)
    return heard_of


def run_downs(project, ways):
    """Only where a down needs a database: up and back on a second scratch database."""
    if not any(way.get("live") for (_, name), way in ways.items() if name == "downgrade"):
        return
    target["url"] = setting("SCRATCH_BACK")
    run_live(project, "upgrade", lambda revision, found: None)
    last = {"id": None}
    listen = take_live(ways, "downgrade")

    def heard_of(revision, found):
        last["id"] = revision
        listen(revision, found)

    try:
        run_live(project, "downgrade", heard_of)
    except Exception as problem:  # this one and those below it stay without a way back
        for (_, name), way in ways.items():
            if name == "downgrade" and way.get("live") and not way.get("ran"):
                way["why"] += "\nand on the way back from heads: " + where(problem)


def labels_of(script):
    return sorted(script._orig_branch_labels)


def described(script, ways):
    doc = script.module.__doc__ or ""
    created = re.search(r"^Create Date:\s*(.+?)\s*$", doc, re.M)
    parents = script.down_revision or ()
    resolved = getattr(script, "_resolved_dependencies", ()) or ()
    return {
        "id": script.revision,
        "parents": [parents] if isinstance(parents, str) else list(parents),
        "labels": labels_of(script),
        "depends": sorted(resolved),
        "message": script.doc or "",
        "created": created.group(1) if created else "",
        "file": os.path.relpath(script.path),
        "up": ways[script.revision, "upgrade"],
        "down": ways[script.revision, "downgrade"],
    }


def main():
    logging.disable(logging.WARNING)
    stage, facts, ways = "its settings and revisions cannot be read", {}, {}
    try:
        project = Project()
        with patched(runtime.MigrationContext, "autocommit_block", counting("outside")), \
                patched(runtime.HeadMaintainer, "update_to_step", deaf):
            stage = "its env.py does not run"
            convert_offline(project, facts, ways)
            stage = "its revisions do not run on an empty database"
            target["url"] = setting("SCRATCH")
            run_live(project, "upgrade", take_live(ways, "upgrade"))
            run_downs(project, ways)
    except BaseException as problem:  # sys.exit() in env.py as well
        answer(failed=stage, where=where(problem))
    answer(alembic=alembic.__version__, sqlalchemy=sqlalchemy.__version__, facts=facts,
           revisions=[described(script, ways) for script in project.order])


main()
