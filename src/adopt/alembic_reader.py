"""The second half of the reader of Alembic projects; alembic_record.py stands above it."""


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
