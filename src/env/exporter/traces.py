"""What the models are made of: every file that was read and every folder that was searched.

Syncline keeps what an export gave until one of these changes. What an import does besides reading
files cannot be seen again later: then nothing is kept, and the reason is told.
"""

import hashlib
import importlib.util
import os
import sys

# Audit events after which the same files may give another schema.
UNREPEATABLE = {
    "socket.connect": "connects to a network",
    "socket.getaddrinfo": "connects to a network",
    "sqlite3.connect": "opens a database",
    "subprocess.Popen": "starts a program",
    "os.system": "starts a program",
    "os.exec": "starts a program",
    "os.posix_spawn": "starts a program",
    "os.fork": "starts a program",
}


class Traces:
    def __init__(self, folder):
        self.folder = os.path.realpath(folder)
        self.unrepeatable = ""
        self._files = {}  # path -> its stamp when it was read
        self._folders = {}  # path -> whether all names count, or only those of modules
        self._on = True
        # An interpreter inside the project is not of the project.
        prefixes = [os.path.realpath(prefix) + os.sep for prefix in (sys.prefix, sys.base_prefix)]
        self._interpreters = [one for one in prefixes if one.startswith(self.folder + os.sep)]
        if sys.version_info < (3, 9):
            import platform

            platform.uname()  # starts a program the first time: SQLAlchemy is not to blame
        if hasattr(sys, "addaudithook"):
            sys.addaudithook(self._hear)
        else:
            self.unrepeatable = "runs on a Python before 3.8, which cannot tell what it reads"

    def ours(self, path):
        """Whether a file is the project's, and not of an installed package."""
        path = os.path.realpath(path)
        if not path.startswith(self.folder + os.sep) or "<" in path:
            return False
        if "/site-packages/" in path or "/dist-packages/" in path:
            return False
        return not any(path.startswith(prefix) for prefix in self._interpreters)

    def _hear(self, event, arguments):
        if not self._on:
            return
        if event == "open":
            self._opened(*arguments)
        elif event in ("os.listdir", "os.scandir"):
            self._listed(arguments[0])
        elif event in UNREPEATABLE and not self.unrepeatable:
            self.unrepeatable = UNREPEATABLE[event]

    def _opened(self, path, mode, flags):
        if isinstance(path, int) or path is None:
            return
        if flags and flags & (os.O_WRONLY | os.O_TRUNC | os.O_CREAT):
            return
        path = os.path.abspath(os.fsdecode(path))
        if path.endswith(".pyc"):
            try:
                path = importlib.util.source_from_cache(path)
            except ValueError:
                pass
        if not path.startswith(("/proc/", "/dev/", "/sys/")):
            self._files.setdefault(path, stamp(path))

    def _listed(self, path):
        if isinstance(path, int):
            return
        path = os.path.abspath(os.fsdecode(path or "."))
        caller = sys._getframe(2).f_code.co_filename
        importing = caller.startswith("<frozen importlib")
        self._folders[path] = self._folders.get(path, False) or not importing

    def records(self):
        """(sort, path, token) of each; call it when all is read."""
        self._on = False
        for module in list(sys.modules.values()):
            path = getattr(module, "__file__", None)
            if isinstance(path, str) and os.path.isabs(path):
                self._files.setdefault(path, stamp(path))
        for path, before in sorted(self._files.items()):
            token = self._token(path, before)
            if before != stamp(path):
                self.unrepeatable = "reads %s, which changed meanwhile" % os.path.basename(path)
            yield "file", path, token
        for path, everything in sorted(self._folders.items()):
            if self.ours(os.path.join(path, "x")):
                yield "folder", path, listing(path, everything)

    def _token(self, path, before):
        if before == "absent" or not self.ours(path):
            return before
        try:
            with open(path, "rb") as file:
                return "sha256:" + hashlib.sha256(file.read()).hexdigest()
        except OSError:
            return "absent"


def stamp(path):
    try:
        found = os.stat(path)
    except OSError:
        return "absent"
    return "stat:%d:%d" % (found.st_size, found.st_mtime_ns)


def listing(path, everything):
    """The names in a folder, as one hash; without `everything` only what an import may find."""
    try:
        names = os.listdir(path)
    except OSError:
        return "absent"
    kept = []
    for name in names:
        if name == "__pycache__":
            continue
        if everything or name.endswith((".py", ".so")) or os.path.isdir(os.path.join(path, name)):
            kept.append(os.fsencode(name))
    digest = hashlib.sha256(b"".join(name + b"\n" for name in sorted(kept))).hexdigest()
    return ("all:" if everything else "code:") + digest
