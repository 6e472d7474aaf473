"""The programs of tests/fault and the tests of the sandbox, as parts of scripts/torture."""
import os
import subprocess


def call(workshop, what, arguments, env=None):
    """Says what the program says last; what it complains of is a complaint here."""
    environment = dict(os.environ)
    environment.update(
        {
            "TRACUU_INDEX_BIN": workshop.index_bin,
            "TRACUU_BIN": workshop.query_bin,
            "TC_FAULT_LIBRARY": workshop.fault_library,
        }
    )
    environment.update(env or {})
    done = subprocess.run(arguments, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    lines = done.stdout.decode("utf-8", "replace").strip().split("\n")
    if done.returncode == 77:
        print("  %s: left out: %s" % (what, lines[-1]))
    elif done.returncode != 0:
        workshop.complain("%s: exit status %d:\n%s" % (what, done.returncode, "\n".join(lines[-20:])))
    else:
        print("  %s: %s" % (what, "; ".join(lines[-2:]) or "nothing is wrong"))


def script(workshop, name):
    return os.path.join(workshop.top, "tests", "fault", name)


def run_kills(workshop, options):
    print("kills: %d of each kind, seed %d" % (options.kills, options.seed))
    seed = {"TC_SEED": str(options.seed)}
    call(workshop, "updates, rebuilds and compactions", [script(workshop, "run-faults"), "kills", str(options.kills)], seed)
    call(workshop, "dumps, loads and upgrades", [script(workshop, "run-carries"), "kills", str(options.kills)], seed)
    call(workshop, "watches", [script(workshop, "run-watch-kills"), str(options.kills)], seed)


def run_faults(workshop, _):
    print("faults:")
    call(workshop, "writes of update and rebuild", [script(workshop, "run-faults"), "faults"])
    call(workshop, "writes of dump, load and upgrade", [script(workshop, "run-carries"), "faults"])
    call(workshop, "reads, readers, processes", [script(workshop, "run-trouble")])
    call(workshop, "files of the index", [script(workshop, "run-withheld")])
    call(workshop, "mounts", [script(workshop, "run-mounts")])
    call(workshop, "full disks", [script(workshop, "run-full-disk")])


def run_readers(workshop, options):
    print("readers:")
    build = os.path.join(workshop.build, "tests", "unit", "document", "unit_document_sandbox")
    call(workshop, "what a reader that was taken over tries", [build])
    case = os.path.join(workshop.top, "scripts", "fuzz-files")
    call(workshop, "files that attack readers", [case, "40", str(options.seed)])
