"""MetaData as DDL, in the order in which SQLAlchemy itself would run it."""

import re

from sqlalchemy import Enum, exc, schema, sql
from syncline_exporter.targets import Unusable

INDEX = ("CREATE INDEX ", "CREATE UNIQUE INDEX ")


def dialect_named(name):
    """A dialect without a driver, with its settings as after a connection to a server of today."""
    if name == "sqlite":
        from sqlalchemy.dialects.sqlite.base import SQLiteDialect

        return SQLiteDialect(paramstyle="named")
    from sqlalchemy.dialects.postgresql.base import PGDialect

    # Named parameters: with those of a driver every % would be doubled.
    dialect = PGDialect(paramstyle="named")
    dialect._backslash_escapes = False
    # The server would refuse it in a transaction; the index is the same.
    dialect._supports_create_index_concurrently = False
    return dialect


def mock_connection_class():
    try:
        from sqlalchemy.engine.mock import MockConnection
    except ImportError:  # 1.3
        from sqlalchemy.engine.strategies import MockEngineStrategy

        MockConnection = MockEngineStrategy.MockConnection

    class Connection(MockConnection):
        """What hooks get instead of a connection: it writes down what they would run."""

        def exec_driver_sql(self, statement, *parameters, **more):
            return self.execute(statement)

    return Connection


class Recorder:
    """Takes what create_all() would execute."""

    def __init__(self, dialect, places):
        self.dialect = dialect
        self.places = places
        self.statements = []  # (file, line, what, sql)
        self.notes = []
        self._types = set()
        self._users = {}  # type -> the first table that uses it

    def remember_types(self, metadata):
        for table in metadata.tables.values():
            for column in table.columns:
                self._users.setdefault(id(column.type), table)
                self._users.setdefault(getattr(column.type, "name", None), table)

    def __call__(self, element, *parameters, **more):
        if isinstance(element, str):
            self._add(("", 0, "a hook"), element)
        elif isinstance(element, sql.elements.TextClause):
            self._add(("", 0, "a hook"), str(element.compile(dialect=self.dialect)))
        elif isinstance(element, schema.DDLElement):
            self._add(self._place(element), str(element.compile(dialect=self.dialect)))
        else:
            note = "a hook runs %s: rows are no part of a schema" % type(element).__name__
            if note not in self.notes:
                self.notes.append(note)

    def _add(self, place, text):
        text = text.strip()
        if place[2].startswith("type "):
            if text in self._types:  # the same type in several MetaData
                return
            self._types.add(text)
        if not text:
            return
        at = len(self.statements)
        if text.startswith(INDEX):
            # A table's indexes are a set, in another order in every run.
            while at > 0 and self.statements[at - 1][3].startswith(INDEX) and (
                self.statements[at - 1][:3] == place and self.statements[at - 1][3] > text
            ):
                at -= 1
        self.statements.insert(at, place + (text,))

    def _place(self, element):
        hook = isinstance(element, schema.DDL)
        thing = getattr(element, "target" if hook else "element", None)
        if isinstance(thing, schema.Table):
            return self.places.of_table(thing)
        table = getattr(thing, "table", None)
        if isinstance(table, schema.Table):
            return self.places.of_table(table)
        name = getattr(thing, "name", None)
        user = self._users.get(id(thing), self._users.get(name))
        if name and (isinstance(thing, Enum) or "Type" in type(element).__name__):
            where = self.places.of_table(user) if user is not None else ("", 0, "")
            return where[0], where[1], "type %s" % name
        if isinstance(thing, schema.Sequence):
            return "", 0, "sequence %s" % name
        return "", 0, "a hook"


def write(metadata, recorder):
    recorder.remember_types(metadata)
    if recorder.dialect.supports_native_enum:
        refuse_differing_enums(metadata, recorder.places)
    connection = mock_connection_class()(recorder.dialect, recorder)
    # As the documentation of Alembic has it for what somebody else makes, and for views.
    tables = [
        table
        for table in metadata.tables.values()
        if not (table.info.get("skip_autogenerate") or table.info.get("is_view"))
    ]
    try:
        metadata.create_all(connection, checkfirst=False, tables=tables)
    except exc.SQLAlchemyError as error:
        error.place = place_in_words(str(error), metadata, recorder.places)
        raise


def place_in_words(message, metadata, places):
    """SQLAlchemy's errors name a table or a column, and no file."""
    found = re.search(r"in table '([^']+)'|column '(.+)\.[^.']+' could not find|table \"([^\"]+)\"", message)
    name = found and next(group for group in found.groups() if group)
    for table in metadata.tables.values():
        if name in (table.name, table.fullname):
            return places.of_table(table)[:2]
    return "", 0


def refuse_differing_enums(metadata, places):
    """SQLAlchemy makes the first of several enums with one name, and says nothing of the others."""
    first = {}
    for table in metadata.tables.values():
        for column in table.columns:
            for enum in enums_of(column.type):
                key = (enum.schema or metadata.schema, enum.name)
                labels = list(enum.enums)
                if key not in first:
                    first[key] = (labels, column, table)
                elif first[key][0] != labels:
                    other = first[key]
                    raise Unusable(
                        "the enum %s has the values %s in %s and %s in %s"
                        % (enum.name, ", ".join(other[0]), other[1], ", ".join(labels), column),
                        "one type has one list of values: use the same Enum in both, or give them "
                        "different names; declared in %s and in %s"
                        % (where(places, other[2]), where(places, table)),
                    )


def where(places, table):
    path, line, what = places.of_table(table)
    return "%s:%d (%s)" % (path, line, what) if path else what


def enums_of(kind):
    inner = getattr(kind, "item_type", None)
    if inner is not None:
        return enums_of(inner)
    if isinstance(kind, Enum) and kind.name and getattr(kind, "native_enum", True):
        return [kind]
    return []


def schemas_of(metadata):
    found = []
    for table in metadata.tables.values():
        for name in [table.schema] + [enum.schema for c in table.columns for enum in enums_of(c.type)]:
            if name and name not in found:
                found.append(name)
    for sequence in metadata._sequences.values():
        if sequence.schema and sequence.schema not in found:
            found.append(sequence.schema)
    return found


def schema_statements(metadatas, recorder):
    """CREATE SCHEMA for what tables stand in, unless a hook makes it."""
    if not getattr(recorder.dialect, "supports_schemas", True) or recorder.dialect.name == "sqlite":
        return []
    made = " ".join(one[3] for one in recorder.statements if "SCHEMA" in one[3].upper())
    result = []
    for metadata in metadatas:
        for name in schemas_of(metadata):
            quoted = recorder.dialect.identifier_preparer.quote_schema(name)
            pattern = r"create\s+schema\s+(if\s+not\s+exists\s+)?\"?%s\b" % re.escape(name)
            statement = ("", 0, "schema %s" % name, "CREATE SCHEMA IF NOT EXISTS %s" % quoted)
            if name != "public" and not re.search(pattern, made, re.I) and statement not in result:
                result.append(statement)
    return result
