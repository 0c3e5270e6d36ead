"""Prints random SQLAlchemy models: the schema of a seed, after a number of random edits.

    random_models.py SEED EDITS > models.py

The same seed with one edit more is the schema that a developer has after the next save.
"""

import random
import sys

TYPES = [
    # type, a server default of it
    ("Integer()", "7"),
    ("BigInteger()", "'0'"),
    ("SmallInteger()", "3"),
    ("String(40)", "'it''s \\\\ 100 %'"),
    ("String()", "''"),
    ("Text()", "'a:b'"),
    ("Boolean()", "false"),
    ("Numeric(10, 2)", "1.5"),
    ("Float()", "0.5"),
    ("Date()", "'2020-01-01'"),
    ("DateTime()", "'2020-01-01 10:00:00'"),
    ("DateTime(timezone=True)", "CURRENT_TIMESTAMP"),
    ("LargeBinary()", None),
    ("JSON()", None),
    ("moods", "'good'"),
    ("Enum('a', 'b''', name='checked', native_enum=False, create_constraint=False)", "'a'"),
]


class Schema:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.count = 0
        self.tables = {}
        for _ in range(self.random.randint(3, 6)):
            self.add_table()

    def name(self, prefix):
        self.count += 1
        odd = self.random.random()
        return "%s%d%s" % (prefix, self.count, " odd" if odd < 0.1 else "_Cap" if odd < 0.2 else "")

    def add_table(self):
        table = {"columns": {}, "indexes": {}, "uniques": {}, "checks": {}, "foreign": {}, "comment": None}
        self.tables[self.name("t")] = table
        for _ in range(self.random.randint(1, 6)):
            self.add_column(table)
        for _ in range(self.random.randint(0, 2)):
            self.add_index(table)
        if self.random.random() < 0.5:
            self.add_foreign(table)
        if self.random.random() < 0.3:
            table["comment"] = "it's table %d, 100 %%" % self.count

    def add_column(self, table):
        kind, default = self.random.choice(TYPES)
        nullable = self.random.random() < 0.6
        with_default = default is not None and self.random.random() < 0.4
        if not nullable and default is None:
            nullable = True  # so that it can be added to rows that are there
        table["columns"][self.name("c")] = {
            "type": kind,
            "nullable": nullable,
            "default": default if with_default or not nullable else None,
        }

    def some_columns(self, table):
        known = [name for name in table["columns"] if "JSON" not in table["columns"][name]["type"]]
        return self.random.sample(known, min(len(known), self.random.randint(1, 3)))

    def add_index(self, table):
        columns = self.some_columns(table)
        if columns:
            unique = self.random.random() < 0.3
            where = self.random.random() < 0.2
            table["indexes"][self.name("i")] = (columns, unique, where)

    def add_unique(self, table):
        columns = self.some_columns(table)
        if columns:
            table["uniques"][self.name("u")] = columns

    def add_check(self, table):
        table["checks"][self.name("k")] = "id BETWEEN 0 AND %d AND id <> %d" % (10**6, self.count)

    def add_foreign(self, table):
        target = self.random.choice(list(self.tables))
        column = self.name("f")
        table["foreign"][column] = (target, self.name("fk"), self.random.choice([None, "CASCADE", "SET NULL"]))

    def edit(self):
        table = self.tables[self.random.choice(list(self.tables))]
        name = self.random.choice(
            ["add_table", "add_column", "add_column", "add_index", "add_unique", "add_check", "add_foreign"]
            + ["drop_column", "drop_part", "drop_table", "nullable", "default", "comment"]
        )
        if name == "add_table":
            self.add_table()
        elif name.startswith("add_"):
            getattr(self, name)(table)
        else:
            getattr(self, "edit_" + name)(table)

    def edit_drop_column(self, table):
        used = [c for columns, _, _ in table["indexes"].values() for c in columns]
        used += [c for columns in table["uniques"].values() for c in columns]
        free = [c for c in table["columns"] if c not in used]
        if free:
            del table["columns"][self.random.choice(free)]

    def edit_drop_part(self, table):
        part = self.random.choice(["indexes", "uniques", "checks", "foreign"])
        if table[part]:
            del table[part][self.random.choice(list(table[part]))]

    def edit_drop_table(self, table):
        name = next(one for one in self.tables if self.tables[one] is table)
        targets = [f[0] for other in self.tables.values() for f in other["foreign"].values()]
        if len(self.tables) > 2 and name not in targets:
            del self.tables[name]

    def edit_nullable(self, table):
        if table["columns"]:
            column = self.random.choice(list(table["columns"].values()))
            column["nullable"] = not column["nullable"] or column["default"] is None

    def edit_default(self, table):
        if table["columns"]:
            column = self.random.choice(list(table["columns"].values()))
            if column["nullable"]:
                default = dict(TYPES).get(column["type"])
                column["default"] = None if column["default"] else default

    def edit_comment(self, table):
        table["comment"] = None if table["comment"] else "now with a comment \\\\ %s"


def printed(schema):
    out = ["from sqlalchemy import *", "metadata = MetaData()"]
    out.append("moods = Enum('good', 'b%d \"', name='moods', metadata=metadata)")
    for name, table in schema.tables.items():
        parts = ["Column('id', Integer, primary_key=True)"]
        for column, how in table["columns"].items():
            default = ", server_default=text(%r)" % how["default"] if how["default"] else ""
            parts.append("Column(%r, %s, nullable=%s%s)" % (column, how["type"], how["nullable"], default))
        for column, (target, key, action) in table["foreign"].items():
            parts.append(
                "Column(%r, ForeignKey(%r, name=%r, ondelete=%r, use_alter=True))" % (column, target + ".id", key, action)
            )
        for index, (columns, unique, where) in table["indexes"].items():
            partial = ", postgresql_where=text('id > 5'), sqlite_where=text('id > 5')" if where else ""
            parts.append("Index(%r, %s, unique=%s%s)" % (index, ", ".join(map(repr, columns)), unique, partial))
        for unique, columns in table["uniques"].items():
            parts.append("UniqueConstraint(%s, name=%r)" % (", ".join(map(repr, columns)), unique))
        for check, text in table["checks"].items():
            parts.append("CheckConstraint(%r, name=%r)" % (text, check))
        if table["comment"]:
            parts.append("comment=%r" % table["comment"])
        out.append("Table(%r, metadata,\n    %s)" % (name, ",\n    ".join(parts)))
    return "\n".join(out)


schema = Schema(int(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    schema.edit()
print(printed(schema))
