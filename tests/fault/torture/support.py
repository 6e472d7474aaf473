"""A folder to work in, programs to run there, and complaints: what all parts of scripts/torture share."""
import os
import resource
import shutil
import subprocess
import tempfile
import threading

# Whoever takes longer hangs: a hundred times what the slowest takes.
HANG_CPU_S = 60
HANG_WALL_S = 300

WORDS = (
    "cải cách hành chính đất đai nông thôn mới kinh tế xã hội tỉnh ủy nghị quyết báo cáo hội đồng nhân dân "
    "thường trực kỳ họp cử tri giám sát ngân sách đầu tư công trình giao thông giáo dục y tế văn hóa"
).split()


class Result:
    """What a program did: its exit status, below 0 for a signal, None for a hang."""

    def __init__(self, status, out, said):
        self.status = status
        self.out = out
        self.said = said


class Workshop:
    def __init__(self, top, options):
        self.top = top
        self.keep = options.keep
        self.complaints = 0
        self.lock = threading.Lock()
        build = os.path.join(top, "build", "dev")
        self.index_bin = os.environ.get("TRACUU_INDEX_BIN", os.path.join(build, "indexer", "tracuu-index"))
        self.query_bin = os.environ.get("TRACUU_BIN", os.path.join(build, "query", "tracuu"))
        self.record_library = os.environ.get("TC_RECORD_LIBRARY", os.path.join(build, "tests", "fault", "librecord_preload.so"))
        self.fault_library = os.environ.get("TC_FAULT_LIBRARY", os.path.join(build, "tests", "fault", "libfault_preload.so"))
        self.build = build

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="tracuu-torture.")
        return self

    def __exit__(self, *_):
        if self.keep:
            print("kept: " + self.folder)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def complain(self, what):
        with self.lock:
            self.complaints += 1
            print(what, flush=True)

    def run(self, program, *arguments, env=None, stdin=subprocess.DEVNULL):
        """Runs it as cron would, within limits of time."""
        environment = {"PATH": "/usr/bin:/bin", "HOME": self.folder}
        environment.update(env or {})
        process = subprocess.Popen(
            [program, *arguments], env=environment, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        # From here, and not between fork and exec: that takes Python a copy of itself.
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (HANG_CPU_S, HANG_CPU_S))
        try:
            out, said = process.communicate(timeout=HANG_WALL_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return Result(None, b"", b"")
        return Result(process.returncode, out, said)

    def index(self, *arguments, **more):
        return self.run(self.index_bin, *arguments, **more)

    def query(self, *arguments, **more):
        return self.run(self.query_bin, *arguments, **more)


def write_document(path, number, random):
    """A notice with a number, an issuer, a date, and some hundred words."""
    lines = [
        "ỦY BAN NHÂN DÂN TỈNH %s" % ("NGHỆ AN", "LÂM ĐỒNG", "CẦN THƠ")[number % 3],
        "Số: %d/%s" % (number + 1, ("BC-UBND", "QĐ-UBND", "NQ-HĐND")[number % 3]),
        "Ngày %d tháng %d năm %d" % (number % 28 + 1, number % 12 + 1, 2015 + number % 8),
        ("BÁO CÁO", "QUYẾT ĐỊNH", "NGHỊ QUYẾT")[number % 3],
        "Về " + " ".join(random.choice(WORDS) for _ in range(6)),
    ]
    lines += [" ".join(random.choice(WORDS) for _ in range(12)) + " %d." % random.randrange(10000) for _ in range(60)]
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    # Older than what is read again as it may be being written.
    os.utime(path, (1577934245 + number, 1577934245 + number))
