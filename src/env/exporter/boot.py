# Makes importable what comes on stdin: name, text, name, text …, each ended by a NUL. No file is needed.
import importlib.util
import sys


class Sent:
    def __init__(self, fields):
        self.texts = dict(zip(fields[0::2], fields[1::2]))

    def find_spec(self, name, path=None, target=None):
        if name not in self.texts:
            return None
        return importlib.util.spec_from_loader(name, self, is_package=name == "syncline_exporter")

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        name = module.__name__
        exec(compile(self.texts[name], "<%s>" % name, "exec"), module.__dict__)


sys.meta_path.insert(0, Sent(sys.stdin.buffer.read().decode("utf-8").split("\0")[:-1]))
from syncline_exporter.export import main  # noqa: E402

main(sys.argv[1], sys.argv[2], sys.argv[3:])
