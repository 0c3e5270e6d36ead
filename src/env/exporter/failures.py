"""What went wrong in the models, in the user's own files."""

import difflib
import os
import re
import sys
import traceback


def describe(error, folder, is_ours, specs):
    """(file, line, message, detail, hint)."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if is_ours(os.path.abspath(frame.filename))
    ]
    path, line = (os.path.abspath(frames[-1].filename), frames[-1].lineno) if frames else ("", 0)
    name = type(error).__name__
    text = str(error).strip() or name
    if not frames:
        path, line = getattr(error, "place", ("", 0))
    if isinstance(error, SyntaxError) and error.filename:
        path, line = os.path.abspath(error.filename), error.lineno or 0
        text = error.msg
    text = re.sub(r"Compiler <[^>]*> can't", "the dialect cannot", text.split("\n(Background on this")[0])
    message = text if name == "Unusable" else "%s: %s" % (name, text)
    hint = getattr(error, "hint", "") if name == "Unusable" else hint_for(error, frames, specs)
    return path, line, masked(message), masked(shortened(frames, folder)), hint


def masked(text):
    """A line of the models may hold a url with a password."""
    return re.sub(r"(://[^:/@\s]*:)[^@/\s]+@", r"\1***@", text)


def shortened(frames, folder):
    lines = []
    for frame in frames:
        path = os.path.relpath(os.path.abspath(frame.filename), folder)
        lines.append("%s:%d: %s" % (path, frame.lineno, (frame.line or frame.name).strip()))
    return "\n".join(lines)


def hint_for(error, frames, specs):
    if isinstance(error, ImportError):
        return import_hint(error, frames, specs)
    if isinstance(error, AttributeError) and "partially initialized module" in str(error):
        return circle(frames)
    if type(error).__name__ == "NoReferencedTableError":
        return foreign_key_hint(error)
    if type(error).__name__ == "IdentifierError":
        return "give it a shorter name"
    if "can't render element of type" in str(error):
        return "give it a variant for this dialect: ARRAY(Integer).with_variant(JSON(), \"sqlite\")"
    return ""


def import_hint(error, frames, specs):
    if "partially initialized module" in str(error):
        return circle(frames)
    if not isinstance(error, ModuleNotFoundError):
        return ""
    missing = error.name or ""
    if missing in [spec.split(":")[0].split(".")[0] for spec in specs]:
        return "modules are looked for in the project's folder and in src/ below it"
    return "the interpreter is %s; name another with python = \"…\" under [models]" % sys.executable


def circle(frames):
    """The modules that import each other, from the first that comes twice."""
    files = []
    for frame in frames:
        if frame.name == "<module>" and (not files or files[-1] != frame.filename):
            files.append(frame.filename)
    names = [os.path.relpath(one) for one in files]
    for start, one in enumerate(names):
        for end in range(start + 1, len(names)):
            if names[end] == one:
                return said(names[start:end + 1])
    return said(names + names[:1]) if len(names) > 1 else ""


def said(names):
    return "the modules import each other: %s; import one of them where it is used" % " → ".join(names)


def foreign_key_hint(error):
    wanted = getattr(error, "table_name", "")
    found = re.search(r"column '([^']+)' could not find table '([^']+)'", str(error))
    if found:
        wanted = found.group(2)
    near = difflib.get_close_matches(wanted, known_tables(), 1)
    if near and near[0] != wanted:
        return "did you mean %s?" % near[0]
    return "no table %s is declared: import the module that has it, or name that under [models] too" % wanted


def known_tables():
    """Of every MetaData that a module of the process holds."""
    from sqlalchemy import MetaData

    names = set()
    for module in list(sys.modules.values()):
        for value in list(getattr(module, "__dict__", {}).values()):
            metadata = value if isinstance(value, MetaData) else getattr(value, "__dict__", {}).get("metadata")
            if isinstance(metadata, MetaData):
                names.update(metadata.tables)
    return sorted(names)
