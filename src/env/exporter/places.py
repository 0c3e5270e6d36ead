"""Where tables are declared: file, line, and the class or the variable."""

import re
import sys

DECLARATION = re.compile(r"[ \t]*(class[ \t]+)?(\w+)(?(1)|[ \t]*[:=])")


class Places:
    def __init__(self, is_ours):
        from sqlalchemy import Table

        self._lines = {}
        self._tables = {}
        variables = {}
        for module in list(sys.modules.values()):
            path = getattr(module, "__file__", None)
            if not isinstance(path, str) or not is_ours(path):
                continue
            for name, value in list(vars(module).items()):
                if isinstance(value, type) and value.__module__ == module.__name__:
                    table = value.__dict__.get("__table__")
                    if isinstance(table, Table):
                        self._tables.setdefault(table, (path, value.__name__, True))
                elif isinstance(value, Table):
                    variables.setdefault(value, (path, name, False))
        for table, place in variables.items():
            self._tables.setdefault(table, place)

    def of_table(self, table):
        """(file, line, what) with "" and 0 for what is not known."""
        if table not in self._tables:
            return "", 0, "table %s" % table.fullname
        path, name, is_class = self._tables[table]
        if is_class:
            return path, self._line(path, "class " + name), "class " + name
        return path, self._line(path, name), "table " + table.fullname

    def of_variable(self, value, is_ours):
        """Of a value that stands in a module by itself."""
        for module in list(sys.modules.values()):
            path = getattr(module, "__file__", None)
            if not isinstance(path, str) or not is_ours(path):
                continue
            for name, other in list(vars(module).items()):
                inside = isinstance(other, (list, tuple)) and any(one is value for one in other)
                if other is value or inside:
                    return path, self._line(path, name), name
        return "", 0, ""

    def _line(self, path, name):
        if path not in self._lines:
            self._lines[path] = lines_of(path)
        return self._lines[path].get(name, 0)


def lines_of(path):
    """The first line of each "class Name" and of each variable."""
    found = {}
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                match = DECLARATION.match(line)
                if match:
                    found.setdefault(("class " if match.group(1) else "") + match.group(2), number)
    except OSError:
        pass
    return found
