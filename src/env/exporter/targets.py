"""From "package.module:Base" to MetaData."""

import difflib
import importlib
import os
import pkgutil
import sys


class Unusable(Exception):
    """Something that syncline.toml names is not there; says what to do about it."""

    def __init__(self, message, hint=""):
        Exception.__init__(self, message)
        self.hint = hint


def prepare_path(folder, specs):
    """The project's folder comes first; src/ after it, where a module is found only there."""
    importlib.invalidate_caches()  # so that what was listed before anybody listened is listed again
    sys.path[:] = [entry for entry in sys.path if entry not in ("", folder)]
    sys.path.insert(0, folder)
    for spec in specs:
        top = spec.split(":")[0].split(".")[0]
        source = os.path.join(folder, "src")
        if not found_in(folder, top) and found_in(source, top) and source not in sys.path:
            sys.path.insert(1, source)


def found_in(folder, module):
    path = os.path.join(folder, module)
    return os.path.isdir(path) or os.path.isfile(path + ".py")


def load(specs):
    """Imports everything first, so that all tables are there; gives the distinct MetaData."""
    modules = [import_named(spec.split(":")[0]) for spec in specs]
    found = []
    for spec, module in zip(specs, modules):
        for metadata in resolve(spec, module):
            if not any(metadata is other for other in found):
                found.append(metadata)
    if not found:
        raise Unusable(
            "there is no MetaData in %s" % ", ".join(specs),
            'name it: sqlalchemy = "package.module:Base"',
        )
    return found


def import_named(name):
    """A module; "package.*" is the package with every module below it."""
    if not name.endswith(".*"):
        return importlib.import_module(name)
    package = importlib.import_module(name[:-2])
    for entry in pkgutil.walk_packages(getattr(package, "__path__", []), package.__name__ + "."):
        importlib.import_module(entry.name)
    return package


def resolve(spec, module):
    name, _, path = spec.partition(":")
    if not path:
        return all_in(module)
    thing = module
    for part in path.split("."):
        if not hasattr(thing, part):
            raise Unusable(
                "%s has no attribute %s" % (getattr(thing, "__name__", name), part), nearest(part, thing)
            )
        thing = getattr(thing, part)
    metadata = metadata_of(thing)
    if metadata is None:
        raise Unusable(
            "%s is a %s, and holds no MetaData" % (spec, type(thing).__name__),
            "name a MetaData, a declarative base class, a registry, or the db object of Flask-SQLAlchemy",
        )
    return [metadata]


def nearest(name, thing):
    near = difflib.get_close_matches(name, [one for one in dir(thing) if not one.startswith("__")], 1)
    return "did you mean %s?" % near[0] if near else ""


def metadata_of(thing):
    from sqlalchemy import MetaData

    model = getattr(thing, "Model", None)
    for candidate in (thing, getattr(thing, "metadata", None), getattr(model, "metadata", None)):
        if isinstance(candidate, MetaData):
            return candidate
    return None


def all_in(module):
    found = []
    for value in list(vars(module).values()):
        try:
            metadata = metadata_of(value)
        except Exception:  # what a stranger's __getattr__ raises is no concern of ours
            continue
        if metadata is not None and not any(metadata is other for other in found):
            found.append(metadata)
    return found
