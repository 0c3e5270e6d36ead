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
