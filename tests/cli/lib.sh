# Helpers for the cases; `. "$TC_CLI/lib.sh"`.
# shellcheck shell=sh

# expect STATUS COMMAND...: run it; says so when it ends otherwise, which makes the case fail.
expect() {
    wanted=$1
    shift
    got=0
    "$@" || got=$?
    [ "$got" -eq "$wanted" ] || echo "exit status $got instead of $wanted: $*"
}

# module_of: the readers of tracuu-index, which a copy of it needs beside itself.
module_of() {
    echo "$(dirname "$(readlink -f "$(command -v tracuu-index)")")/tracuu-readers.so"
}

# as_user COMMAND...: as somebody whom permission bits bind. Root gives the whole folder away first.
as_user() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
        return
    fi
    if [ ! -d user-bin ]; then
        # The build may lie where others cannot look.
        mkdir user-bin
        for program in tracuu-index tracuu; do
            found=$(command -v $program) && cp -L "$found" user-bin/
        done
        cp "$(module_of)" user-bin/
    fi
    chown -R 65534:65534 .
    setpriv --reuid=65534 --regid=65534 --clear-groups env PATH="$PWD/user-bin:/usr/bin:/bin" "$@"
}

# wait_for COMMAND...: until it succeeds, at most two minutes: only for what comes and stays.
wait_for() {
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ $tries -lt 2400 ] || {
            echo "never came true: $*"
            return 1
        }
        sleep 0.05
    done
}

# holds_standard PID: whether it was started without standard descriptors and has put /dev/null in their place.
holds_standard() {
    for fd in 0 1 2; do
        [ "$(readlink "/proc/$1/fd/$fd")" = /dev/null ] || return 1
    done
}

# Make files older than what a run takes for still being written.
age() {
    find "$@" -exec touch -h -d '2020-01-02 03:04:05' {} +
}

# settle PATH...: wait until no run takes what is there for still being written. What changed within two seconds of being
# read is looked at again by the next run, which tests that count what a run looks at do not want.
settle() {
    wait_for sh -c '[ -z "$(find "$@" -newerct "2.1 seconds ago" -print -quit)" ]' sh "$@"
}

# watch_open FILE: look out for who opens FILE, from now on; wait_open returns when somebody has.
watch_open() {
    rm -f watch.pipe
    mkfifo watch.pipe
    python3 -c '
import ctypes, os, sys
libc = ctypes.CDLL(None)
watch = libc.inotify_init()
libc.inotify_add_watch(watch, sys.argv[1].encode(), 0x20)  # IN_OPEN
print(flush=True)
os.read(watch, 4096)' "$1" >watch.pipe &
    watcher=$!
    read -r _ <watch.pipe
}
wait_open() {
    wait $watcher
}

# start_held COMMAND...: run it in the background, as $run, and return when it has said its first line on
# standard error. That is a pipe which nobody empties before let_go: who says more than a pipe takes (64 KB)
# waits in the middle of its work, however fast the machine is. long_archive makes an archive for that.
start_held() {
    rm -f held.pipe
    mkfifo held.pipe
    "$@" 2>held.pipe &
    run=$!
    exec 7<held.pipe
    IFS= read -r held_line <&7 || echo "ended without a word: $*"
}

# let_go: what start_held has started goes on; all that it says is then in the file "said", its exit status in
# $status.
let_go() {
    printf '%s\n' "$held_line" >said
    status=0
    # The shell says of a job that it was killed, whenever it happens to learn of it.
    {
        cat <&7 >>said
        wait $run || status=$?
    } 2>/dev/null
    exec 7<&-
}

# expect_part_done: let an update of long_archive that was started held go on and stop early; what it did is kept.
expect_part_done() {
    let_go
    echo "exit status $status"
    done=$(grep -c '^indexed' said)
    [ "$done" -gt 0 ] || echo 'nothing was done'
    [ "$done" -lt 200 ] || echo 'it did not stop'
    [ "$(tracuu-index status --files | grep -c '^indexed')" -eq "$done" ] || echo 'what was done is lost'
}

# dump_index DIR: everything an index holds that does not depend on the order of its making: each term
# with its frequencies, and the ledger but for its times.
dump_index() {
    xapian-delve -a -v -1 "$1"
    tracuu-index status --files --json --index "$1"
}

# small_archive DIR: five files of Vietnamese text in two folders.
small_archive() {
    mkdir -p "$1/sub"
    echo 'Nghị quyết về đất đai' >"$1/a.txt"
    echo 'Cải cách hành chính' >"$1/sub/b.txt"
    echo 'Đại hội đảng bộ tỉnh' >"$1/sub/c.txt"
    echo 'Báo cáo kinh tế - xã hội' >"$1/d.txt"
    echo 'Thông báo kết luận' >"$1/e.txt"
    age "$1"
}

# large_archive DIR COUNT: COUNT (even) files of about 20 KB in two folders, DIR/0/0.txt and so on; with
# 400 a run commits at least once on its way.
large_archive() {
    mkdir -p "$1/0" "$1/1"
    awk -v dir="$1" -v count="$2" 'BEGIN {
        split("cải cách hành chính đất đai nông thôn mới kinh tế xã hội tỉnh ủy nghị quyết báo cáo", words, " ")
        for (file = 0; file < count; file++) {
            path = dir "/" int(2 * file / count) "/" (file % (count / 2)) ".txt"
            for (line = 0; line < 150; line++) {
                text = "dòng " line " văn bản " file
                for (i = 0; i < 16; i++)
                    text = text " " words[(file * 7 + line * 3 + i * i) % 19 + 1] (i % 5 ? "" : file * line)
                print text >path
            }
            close(path)
        }
    }'
    age "$1"
}

# long_archive DIR: 200 files of a few lines, in two folders, DIR/.../0/0.txt and so on, with paths of about 3,000
# bytes. With --verbose a line for each of them is more than the pipes of two processes take.
long_archive() {
    long=$1
    for folder in 1 2 3 4 5 6 7 8 9 10 11 12; do
        long=$long/$(printf '%0240d' $folder)
    done
    mkdir -p "$long/0" "$long/1"
    file=0
    while [ $file -lt 200 ]; do
        printf 'Văn bản %d về cải cách hành chính\nđất đai, nông thôn mới\n' $file >"$long/$((file % 2))/$file.txt"
        file=$((file + 1))
    done
    age "$1"
}

# set_metadata GENERATION KEY VALUE: as an earlier version would have left it, which made no manifests.
set_metadata() {
    rm -f "$1"/manifest.?
    xapian-metadata set "$1" tracuu.manifest ''
    xapian-metadata set "$1" "$2" "$3"
}
