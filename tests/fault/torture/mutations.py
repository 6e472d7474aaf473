"""Damage at random to the files of an index, and what each command makes of it."""
import collections
import concurrent.futures
import os
import random
import shutil
import stat
import subprocess
import time

import support

BLOCK = 8192
DOCUMENTS = 24

# Of how many rebuilt indexes one is asked.
REBUILT_CHECKED = 8

# Of how many trials one is of an index of an earlier version, whose blocks have no checksums.
BARE = 10

TOPICS = """\
1\tcải cách hành chính
2\t"hội đồng nhân dân"
3\tngân sách đầu tư năm 2017
4\tcơ-quan:"ủy ban nhân dân" giám sát
5\tbao cao kinh te xa hoi
6\tgi* AND (y OR tế)
7\tsố:5/QĐ-UBND
"""

# So many are begun before the time is looked at.
PORTION = 20

TABLES = ["postlist.glass", "docdata.glass", "termlist.glass", "position.glass"]


def change_bit(path, rng):
    size = os.path.getsize(path)
    if size == 0:
        return None
    at = rng.randrange(size)
    # The heads of blocks steer more than what is in them.
    if rng.random() < 0.3:
        at = min(size - 1, at // BLOCK * BLOCK + rng.randrange(32))
    bit = rng.randrange(8)
    with open(path, "r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1 << bit]))
    return "bit %d of byte %d" % (bit, at)


def change_bytes(path, rng):
    size = os.path.getsize(path)
    if size == 0:
        return None
    at = rng.randrange(size)
    count = min(size - at, rng.choice([1, 2, 4, 16, 512]))
    with open(path, "r+b") as file:
        file.seek(at)
        file.write(bytes(rng.choice([0, 255, rng.randrange(256)]) for _ in range(count)))
    return "%d bytes from %d" % (count, at)


def blank_block(path, rng):
    blocks = os.path.getsize(path) // BLOCK
    if blocks == 0:
        return None
    block = rng.randrange(blocks)
    with open(path, "r+b") as file:
        file.seek(block * BLOCK)
        file.write(bytes([rng.choice([0, 255])]) * BLOCK)
    return "block %d blank" % block


def copy_block(path, rng):
    """Of the same table, or of another."""
    other = path if rng.random() < 0.7 else os.path.join(os.path.dirname(path), rng.choice(TABLES))
    if not os.path.exists(other):
        return None
    blocks = os.path.getsize(path) // BLOCK
    others = os.path.getsize(other) // BLOCK
    if blocks == 0 or others == 0:
        return None
    source, target = rng.randrange(others), rng.randrange(blocks)
    with open(other, "rb") as file:
        file.seek(source * BLOCK)
        block = file.read(BLOCK)
    with open(path, "r+b") as file:
        file.seek(target * BLOCK)
        file.write(block)
    return "block %d of %s over block %d" % (source, os.path.basename(other), target)


def cut(path, rng):
    size = os.path.getsize(path)
    left = rng.choice([0, size // 2 // BLOCK * BLOCK, max(0, size - BLOCK), rng.randrange(size + 1)])
    os.truncate(path, left)
    return "cut to %d bytes of %d" % (left, size)


def append(path, rng):
    count = rng.choice([1, 100, BLOCK])
    with open(path, "ab") as file:
        file.write(rng.randbytes(count))
    return "%d bytes more" % count


def delete(path, _):
    os.remove(path)
    return "deleted"


def replace(path, rng):
    kind = rng.choice(["a pipe", "a folder", "a device", "a link to nothing", "a link to itself", "unreadable"])
    if kind == "unreadable":
        os.chmod(path, 0)
        return kind if os.geteuid() != 0 else None
    os.remove(path)
    if kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a folder":
        os.mkdir(path)
    elif kind == "a device":
        os.symlink("/dev/zero", path)
    elif kind == "a link to nothing":
        os.symlink("nowhere", path)
    else:
        os.symlink(os.path.basename(path), path)
    return kind


def exchange(path, rng):
    other = os.path.join(os.path.dirname(path), rng.choice(TABLES + ["iamglass", "manifest.0", "manifest.1"]))
    if other == path or not os.path.exists(other):
        return None
    os.rename(path, path + ".x")
    os.rename(other, path)
    os.rename(path + ".x", other)
    return "exchanged with " + os.path.basename(other)


def older(path, _):
    """As it was some commits ago."""
    before = os.path.join(path.split("/i/")[0], "..", "older", path.split("/i/")[1])
    if not os.path.exists(before):
        return None
    shutil.copyfile(before, path)
    return "as of an earlier commit"


KINDS = [
    (change_bit, 40), (change_bytes, 12), (blank_block, 8), (copy_block, 12), (cut, 8), (append, 4), (delete, 5),
    (replace, 5), (exchange, 3), (older, 3),
]  # fmt: skip


def live(index):
    (generation,) = [name for name in os.listdir(index) if name.startswith("gen.")]
    return os.path.join(index, generation)


def targets(index):
    """Files to change: tables often, all others of the index, too."""
    generation = live(index)
    found = []
    for name in sorted(os.listdir(generation)):
        found += [os.path.join(generation, name)] * (4 if name.endswith(".glass") else 2)
    found += [os.path.join(index, name) for name in sorted(os.listdir(index)) if not name.startswith("gen.")]
    return found


class Archive:
    """What is indexed, and the right answers before and after the update."""

    def __init__(self, workshop, seed):
        self.workshop = workshop
        self.folder = os.path.join(workshop.folder, "archive")
        rng = random.Random("%d archive" % seed)
        docs = os.path.join(self.folder, "docs")
        for number in range(DOCUMENTS):
            support.write_document(os.path.join(docs, str(number % 3), "%d.txt" % number), number, rng)
        self.topics = os.path.join(self.folder, "topics")
        with open(self.topics, "w", encoding="utf-8") as file:
            file.write(TOPICS)
        self.docs = docs
        self.whole = os.path.join(self.folder, "whole")
        self.change(rng, 0, "update")
        # Some commits, so that blocks are free and lists of them are long.
        for night in range(1, 6):
            self.change(rng, night, "update")
            if night == 3:
                shutil.copytree(self.whole, os.path.join(workshop.folder, "older"))
        self.before = self.answers(self.whole)
        self.bare = os.path.join(self.folder, "bare")
        shutil.copytree(self.whole, self.bare)
        forget_manifest(self.bare)
        self.change(rng, 6, None)
        after = os.path.join(self.folder, "after")
        shutil.copytree(self.whole, after)
        self.must(workshop.index("update", "--index", after, docs))
        self.after = self.answers(after)

    def change(self, rng, night, verb):
        for number in rng.sample(range(DOCUMENTS), 4) if night else []:
            path = os.path.join(self.docs, str(number % 3), "%d.txt" % number)
            support.write_document(path, number, rng)
            os.utime(path, (1577934245 + night * 86400 + number, 1577934245 + night * 86400 + number))
        if night % 2:
            os.remove(os.path.join(self.docs, "0", "%d.txt" % (3 * night)))
        if verb:
            self.must(self.workshop.index(verb, "--index", self.whole, self.docs))

    def must(self, result):
        if result.status != 0:
            raise SystemExit("torture: exit status %s: %s" % (result.status, result.said.decode()))

    def answers(self, index):
        found = [self.workshop.query(*query, "--index", index) for query in self.queries()]
        for result in found:
            self.must(result)
        dumped = self.workshop.index("dump", "--index", index, "-")
        self.must(dumped)
        return [tidy(result.out) for result in found], unpack(dumped.out)

    def queries(self):
        return [
            ["--topics", self.topics, "--format", "json", "--limit", "30"],
            ["--format", "json", "--facets", "type,org,year", "--sort", "oldest", "hành chính"],
        ]


def forget_manifest(index):
    """As an earlier version would have left it."""
    generation = live(index)
    for number in range(2):
        path = os.path.join(generation, "manifest.%d" % number)
        if os.path.exists(path):
            os.remove(path)
    subprocess.run(["xapian-metadata", "set", generation, "tracuu.manifest", ""], check=True)


def tidy(out):
    """Lines in an order that does not hang on the numbers of documents."""
    return sorted(out.split(b"\n"))


def unpack(dump):
    """The lines of a dump but for the first, which has its time, and the last, which has a sum of all."""
    text = subprocess.run(["zstd", "-dcq"], input=dump, capture_output=True, check=False).stdout
    return sorted(text.split(b"\n")[1:-2])


class Trial:
    def __init__(self, archive, number, seed, tally):
        self.archive = archive
        self.workshop = archive.workshop
        self.number = number
        self.is_bare = number % BARE == 0
        self.rng = random.Random("%d %d" % (seed, number))
        self.tally = tally
        self.folder = os.path.join(self.workshop.folder, "trial%d" % number)
        self.index = os.path.join(self.folder, "i")
        self.what = ""

    def complain(self, message, result=None):
        said = (b" ".join((result.out[-300:] + b" / " + result.said[-300:]).split())).decode("utf-8", "replace") if result else ""
        self.workshop.complain("mutation %d (%s): %s: %s" % (self.number, self.what, message, said))

    def damage(self):
        for _ in range(100):
            shutil.rmtree(self.folder, ignore_errors=True)
            os.mkdir(self.folder)
            shutil.copytree(self.archive.bare if self.is_bare else self.archive.whole, self.index, symlinks=True)
            kind = self.rng.choices([kind for kind, _ in KINDS], [weight for _, weight in KINDS])[0]
            path = self.rng.choice(targets(self.index))
            how = kind(path, self.rng)
            if how:
                self.kind = kind.__name__
                self.what = "%s%s: %s" % ("no checksums, " if self.is_bare else "", os.path.relpath(path, self.index), how)
                return
        raise SystemExit("torture: nothing could be changed")

    def check(self, verb, result, allowed):
        """What holds for each run of each command."""
        self.tally["%s %s" % (verb, result.status)] += 1
        if result.status is None:
            self.complain(verb + " hangs", result)
        elif result.status < 0:
            self.complain("%s ended with signal %d" % (verb, -result.status), result)
        elif result.status not in allowed:
            self.complain("%s ended with exit status %d" % (verb, result.status), result)
        elif result.status == 4:
            if b"rebuild" not in result.out + result.said:
                self.complain("verify names no remedy", result)
        elif result.status != 0:
            if b"rebuild" not in result.said and not (self.is_bare and b"tracuu-index update" in result.said):
                self.complain(verb + " names no remedy", result)
        elif verb in ("compact", "update", "rebuild") and (result.out or self.is_unexpected(verb, result.said)):
            self.complain(verb + " is not silent", result)
        # Where there are no checksums a child finds out by crashing.
        if b"signal" in result.out + result.said and not self.is_bare:
            self.complain(verb + " tells of a crash", result)
        return result.status

    @staticmethod
    def is_unexpected(verb, said):
        """Rebuild tells of what people put right in an index that cannot be read any more."""
        lines = said.splitlines()
        return any(verb != "rebuild" or b"cannot be taken over" not in line for line in lines)

    def ask(self, index, right, verb="query"):
        """0 when all answers are right, else what the first was refused with."""
        for query, wanted in zip(self.archive.queries(), right):
            result = self.workshop.query(*query, "--index", index)
            status = self.check(verb, result, (0, 2))
            if status != 0:
                return status
            if tidy(result.out) != wanted:
                self.complain("a wrong answer of a " + verb, result)
                return -1
        return 0

    def verify(self, index, verb="verify"):
        return self.check(verb, self.workshop.index("verify", "--index", index), (0, 4))

    def run(self):
        self.damage()
        if self.is_bare:
            self.run_bare()
        else:
            self.run_guarded()
        if not self.workshop.keep:
            shutil.rmtree(self.folder)

    def run_bare(self):
        """Not all damage can be seen; but nobody crashes, and it is searched only after an update has looked."""
        index, run = self.index, self.workshop.index
        for query in self.archive.queries():
            self.check("query", self.workshop.query(*query, "--index", index), (2,))
        self.check("status", run("status", "--files", "--index", index), (1,))
        self.verify(index)
        self.check("dump", run("dump", "--index", index, "-"), (0, 1))
        self.check("compact", run("compact", "--index", index), (1,))
        updated = self.check("update", run("update", "--index", index, self.archive.docs), (0, 1))
        self.verify(index, "verify after update")
        for query in self.archive.queries():
            allowed = (0, 1, 2) if updated == 0 else (2,)
            self.check("query after update", self.workshop.query(*query, "--index", index), allowed)
        self.rebuild()

    def rebuild(self):
        self.check("rebuild", self.workshop.index("rebuild", "--index", self.index, self.archive.docs), (0,))
        # Which was made without the damaged one: that this holds is seen from some.
        if self.number % REBUILT_CHECKED == 1:
            if self.verify(self.index, "verify after rebuild") != 0:
                self.complain("verify refuses what was rebuilt")
            if self.ask(self.index, self.archive.after[0], "query after rebuild") != 0:
                self.complain("what was rebuilt is not readable")

    def run_guarded(self):
        index = self.index
        run = self.workshop.index
        asked = self.ask(index, self.archive.before[0])
        told = self.check("status", run("status", "--files", "--index", index), (0, 1))
        verified = self.verify(index)
        dump = run("dump", "--index", index, "-")
        dumped = self.check("dump", dump, (0, 1))
        if dumped == 0 and unpack(dump.out) != self.archive.before[1]:
            self.complain("a wrong dump", dump)
        if verified == 0 and (asked or told or dumped):
            self.complain("verify calls right what the others refuse")
        self.compact(verified)
        self.update(verified)
        self.rebuild()

    def compact(self, verified):
        """On a copy: what is damaged must not come out whole."""
        copy = os.path.join(self.folder, "compacted")
        copy_index(self.index, copy)
        done = self.check("compact", self.workshop.index("compact", "--index", copy), (0, 1))
        if done == 0:
            if self.verify(copy, "verify after compact") != 0:
                self.complain("verify refuses what was compacted")
            if self.ask(copy, self.archive.before[0], "query after compact") != 0:
                self.complain("what was compacted is not readable")
        elif verified == 0:
            self.complain("verify calls right what cannot be compacted")

    def update(self, verified):
        done = self.check(
            "update", self.workshop.index("update", "--index", self.index, self.archive.docs), (0, 1)
        )
        if done != 0 and verified == 0:
            self.complain("verify calls right what cannot be updated")
        after = self.verify(self.index, "verify after update")
        if done == 0 and after == 0 and self.ask(self.index, self.archive.after[0], "query after update") != 0:
            self.complain("verify calls right, after an update, what is not readable")
        if done == 0 and verified == 0 and after != 0:
            self.complain("an update has damaged it")
        if done != 0 and after == 0 and verified != 0:
            self.complain("an update that failed has made it clean")


def copy_index(source, target):
    """With its pipes."""
    os.mkdir(target)
    for name in os.listdir(source):
        path, to = os.path.join(source, name), os.path.join(target, name)
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            os.symlink(os.readlink(path), to)
        elif stat.S_ISFIFO(mode):
            os.mkfifo(to)
        elif stat.S_ISDIR(mode):
            copy_index(path, to)
        else:
            shutil.copy2(path, to)


def run(workshop, options):
    archive = Archive(workshop, options.seed)
    tally = collections.Counter()
    kinds = collections.Counter()
    numbers = options.numbers or range(1, options.mutations + 1)

    def one(number):
        trial = Trial(archive, number, options.seed, tally)
        trial.run()
        kinds[trial.kind] += 1

    # Not all of them, if there is a limit of time.
    until = time.monotonic() + options.seconds if options.seconds else None
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for begin in range(0, len(numbers), PORTION):
            if until and time.monotonic() > until:
                break
            list(pool.map(one, numbers[begin : begin + PORTION]))
    done = sum(kinds.values())
    print("mutations: %d of seed %d: %s" % (done, options.seed, ", ".join("%d %s" % (n, k) for k, n in kinds.most_common())))
    for verb in sorted({key.rsplit(" ", 1)[0] for key in tally}):
        counts = ["%d with exit status %s" % (tally[key], key.rsplit(" ", 1)[1]) for key in sorted(tally) if key.rsplit(" ", 1)[0] == verb]
        print("  %s: %s" % (verb, ", ".join(counts)))
