"""What a power cut leaves: the writes of runs, replayed up to a point, without some that nothing had synced."""
import collections
import os
import random
import shutil

import support

DOCUMENTS = 60

Call = collections.namedtuple("Call", "op paths numbers data")

# How many paths, and how many numbers, follow each operation; see record_preload.c.
FORMS = {"O": (1, 0), "T": (1, 1), "W": (1, 2), "S": (1, 0), "R": (2, 0), "U": (1, 0), "M": (1, 0), "D": (1, 0)}


def read_record(path):
    calls = []
    with open(path, "rb") as file:
        while True:
            line = file.readline()
            if not line:
                return calls
            words = line.decode().split()
            paths, numbers = FORMS[words[0]]
            values = [int(word) for word in words[1 + paths : 1 + paths + numbers]]
            data = file.read(values[1]) if words[0] == "W" else b""
            calls.append(Call(words[0], words[1 : 1 + paths], values, data))


class Disk:
    """The files of a folder in memory. What is done to one is done to what it is called by then."""

    def __init__(self, folder=None):
        self.files = {}  # path -> inode
        self.folders = set()
        self.content = {}  # inode -> bytearray
        self.next_inode = 1
        for at, folders, names in os.walk(folder) if folder else []:
            for name in folders:
                self.folders.add(os.path.relpath(os.path.join(at, name), folder))
            for name in names:
                path = os.path.join(at, name)
                with open(path, "rb") as file:
                    self.content[self.make(os.path.relpath(path, folder))] = bytearray(file.read())

    def make(self, path):
        if path not in self.files:
            self.files[path] = self.next_inode
            self.content[self.next_inode] = bytearray()
            self.next_inode += 1
        return self.files[path]

    def name(self, call):
        """A change of names."""
        op, paths = call.op, call.paths
        if op == "O":
            self.make(paths[0])
        elif op == "R":
            inode = self.files.pop(paths[0], None)
            if inode is not None:
                self.files[paths[1]] = inode
        elif op == "U":
            self.files.pop(paths[0], None)
        elif op == "M":
            self.folders.add(paths[0])
        elif op == "D":
            self.folders.discard(paths[0])

    def write(self, inode, call):
        content = self.content.setdefault(inode, bytearray())
        if call.op == "T":
            del content[call.numbers[0] :]
            content.extend(bytes(max(0, call.numbers[0] - len(content))))
        else:
            offset = call.numbers[0]
            content.extend(bytes(max(0, offset - len(content))))
            content[offset : offset + len(call.data)] = call.data

    def store(self, folder):
        os.makedirs(folder)
        for path in sorted(self.folders):
            os.makedirs(os.path.join(folder, path), exist_ok=True)
        for path, inode in self.files.items():
            os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
            with open(os.path.join(folder, path), "wb") as file:
                file.write(self.content.get(inode, b""))


def replay(start, calls, point, rng):
    """The disk after `point` calls, without some of what had not been synced: writes to files that were not, each
    by itself or half of it; names that no sync of a file or folder after them has put on disk, from some point on,
    as a journal keeps their order."""
    done = calls[:point]
    names = [i for i, call in enumerate(done) if call.op in "ORUMD"]
    # A sync of anything commits the journal up to there.
    synced = max((i for i, call in enumerate(done) if call.op == "S"), default=-1)
    loose = [i for i in names if i > synced]
    kept_names = set(names) - set(loose[rng.randrange(len(loose) + 1) :] if loose else [])
    # Which inode each write goes to, by the names as the run saw them.
    seen = Disk(start)
    targets = {}
    last_sync = {}
    for i, call in enumerate(done):
        if call.op in "ORUMD":
            seen.name(call)
        elif call.op == "S":
            inode = seen.files.get(call.paths[0])
            if inode is not None:
                last_sync[inode] = i
        elif call.paths[0] in seen.files:
            targets[i] = seen.files[call.paths[0]]
    disk = Disk(start)
    disk.next_inode = seen.next_inode
    # The same inodes for the same names: made in the same order, whether the name was kept or not.
    made = Disk(start)
    for i, call in enumerate(done):
        if call.op in "ORUMD":
            fresh = call.op == "O" and call.paths[0] not in made.files
            made.name(call)
            if i in kept_names:
                if fresh:
                    disk.files[call.paths[0]] = made.files[call.paths[0]]
                elif call.op != "O":
                    disk.name(call)
        elif i in targets:
            if i <= last_sync.get(targets[i], -1) or rng.random() < 0.7:
                disk.write(targets[i], call)
            elif call.op == "W" and rng.random() < 0.5:
                half = len(call.data) // 2 // 512 * 512
                disk.write(targets[i], call._replace(data=call.data[:half]))
    return disk


class Scene:
    """A run that is recorded: the index before it, its calls, and what a fresh index of the same files answers."""

    def __init__(self, workshop, name, verb, arguments, docs, before, answers):
        self.name = name
        self.docs = docs
        self.answers = answers
        self.before = before
        folder = os.path.join(workshop.folder, "scenes", name)
        os.makedirs(folder)
        live = os.path.join(folder, "i")
        log = os.path.join(folder, "record")
        if before:
            shutil.copytree(before, live)
        result = workshop.index(
            verb, *arguments, "--index", live,
            env={"LD_PRELOAD": workshop.record_library, "TC_RECORD": log, "TC_RECORD_BELOW": os.path.realpath(live)},
        )  # fmt: skip
        if result.status != 0:
            raise SystemExit("torture: %s: exit status %s: %s" % (name, result.status, result.said.decode()))
        self.live = live
        self.calls = read_record(log)


def answers(workshop, index):
    result = workshop.query("--list", "--format", "paths", "--index", index, "hành chính")
    other = workshop.query("--format", "tsv", "--limit", "100", "--index", index, "ngân sách đầu tư")
    return sorted(result.out.split(b"\n")), sorted(other.out.split(b"\n"))


def scenes(workshop, seed):
    rng = random.Random("%d power" % seed)
    root = os.path.join(workshop.folder, "power")
    docs = os.path.join(root, "docs")
    for number in range(DOCUMENTS):
        support.write_document(os.path.join(docs, "%d.txt" % number), number, rng)
    small = os.path.join(root, "small")
    for number in range(5):
        support.write_document(os.path.join(small, "%d.txt" % number), number, rng)
    started = os.path.join(root, "started")
    whole = os.path.join(root, "whole")
    for index, folders in ((started, [small]), (whole, [docs, small])):
        result = workshop.index("update", "--index", index, *folders)
        if result.status != 0:
            raise SystemExit("torture: " + result.said.decode())
    all_answers = answers(workshop, whole)
    yield Scene(workshop, "first-update", "update", [docs, small], [docs, small], None, all_answers)
    yield Scene(workshop, "update", "update", [docs], [docs, small], started, all_answers)
    yield Scene(workshop, "compact", "compact", [], [docs, small], whole, all_answers)
    yield Scene(workshop, "rebuild", "rebuild", [docs, small], [docs, small], started, all_answers)


class State:
    def __init__(self, workshop, scene, number, tally):
        self.workshop, self.scene, self.number, self.tally = workshop, scene, number, tally
        self.index = os.path.join(workshop.folder, "state%d" % number)

    def complain(self, message, result=None):
        said = (result.out[-300:] + b" / " + result.said[-300:]).decode("utf-8", "replace") if result else ""
        self.workshop.complain("power cut %d (%s, %s): %s: %s" % (self.number, self.scene.name, self.at, message, said))

    def run(self, rng):
        point = rng.randrange(len(self.scene.calls) + 1)
        self.at = "after %d calls of %d" % (point, len(self.scene.calls))
        replay(self.scene.before, self.scene.calls, point, rng).store(self.index)
        self.tally[self.scene.name] += 1
        self.look()
        update = self.workshop.index("update", "--index", self.index, *self.scene.docs)
        if update.status != 0 or update.said:
            self.complain("the next update: %s" % update.status, update)
        verified = self.workshop.index("verify", "--index", self.index)
        if verified.status != 0 or verified.out:
            self.complain("verify after the next update: %s" % verified.status, verified)
        if answers(self.workshop, self.index) != self.scene.answers:
            self.complain("other answers than of a fresh index")
        if not self.workshop.keep:
            shutil.rmtree(self.index)

    def look(self):
        """Nothing, or an index that is right; what lacks files says so."""
        verified = self.workshop.index("verify", "--index", self.index)
        if verified.status == 1 and b"no index at" in verified.said:
            self.tally["no index"] += 1
            return
        if verified.status != 0:
            self.complain("verify: %s" % verified.status, verified)
            return
        unfinished = b"unfinished" in verified.out
        whole = answers(self.workshop, self.index) == self.scene.answers
        as_before = self.scene.before and answers(self.workshop, self.index) == self.before_answers()
        self.tally["unfinished" if unfinished else "finished" if whole else "as before"] += 1
        if not (unfinished or whole or as_before):
            self.complain("a part of the files that is not called unfinished", verified)

    def before_answers(self):
        if not hasattr(self.scene, "before_said"):
            self.scene.before_said = answers(self.workshop, self.scene.before)
        return self.scene.before_said


def run(workshop, options):
    if not os.path.exists(workshop.record_library):
        raise SystemExit("torture: no library that records: " + workshop.record_library)
    all_scenes = list(scenes(workshop, options.seed))
    tally = collections.Counter()
    numbers = options.numbers or range(1, options.power_cuts + 1)
    for number in numbers:
        # Half of them in the first update.
        scene = all_scenes[0] if number % 2 else all_scenes[1 + number // 2 % 3]
        State(workshop, scene, number, tally).run(random.Random("%d cut %d" % (options.seed, number)))
    print("power cuts: %d of seed %d: %s" % (len(numbers), options.seed, ", ".join("%d %s" % (n, k) for k, n in sorted(tally.items()))))
