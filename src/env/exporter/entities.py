"""Functions, views, triggers and the like that are declared as objects in the manner of alembic_utils."""

import sys

# What stands on what: in this order, and as declared among equals.
FIRST = ("Extension", "Schema")
ORDER = ("Function", "View", "MaterializedView", "Trigger", "Policy", "Grant")


def found(is_ours):
    """Registered ones, then those that stand in the project's modules; each once."""
    result = []

    def take(value):
        if is_entity(value) and not any(same(value, other) for other in result):
            result.append(value)

    package = sys.modules.get("alembic_utils.replaceable_entity")
    registry = getattr(package, "registry", None)
    if registry is not None:
        for value in registry.entities():
            take(value)
    for module in list(sys.modules.values()):
        path = getattr(module, "__file__", None)
        if not isinstance(path, str) or not is_ours(path):
            continue
        for value in list(vars(module).values()):
            for one in value if isinstance(value, (list, tuple)) else (value,):
                take(one)
    return result


def is_entity(value):
    return not isinstance(value, type) and callable(
        getattr(type(value), "to_sql_statement_create", None)
    )


def same(one, other):
    if one is other:
        return True
    identity = [
        (type(value), getattr(value, "schema", None), getattr(value, "signature", None))
        for value in (one, other)
    ]
    return identity[0] == identity[1] and identity[0][2] is not None


def rank(entity):
    names = [base.__name__ for base in type(entity).__mro__]
    for number, word in enumerate(FIRST + ORDER):
        if any(name in (word, "PG" + word) or name.startswith("PG" + word) for name in names):
            return number - len(FIRST)
    return len(ORDER)


def statements(entities, places, dialect, is_ours):
    """(those before the tables, those after them)."""
    before, after = [], []
    for entity in sorted(entities, key=rank):
        path, line, name = places.of_variable(entity, is_ours)
        signature = getattr(entity, "signature", None) or name
        what = "%s %s" % (type(entity).__name__, signature)
        element = entity.to_sql_statement_create()
        text = element if isinstance(element, str) else str(element.compile(dialect=dialect))
        (before if rank(entity) < 0 else after).append((path, line, what, text.strip()))
    return before, after
