# --metrics: figures of each run for Prometheus, also of runs that fail.
. "$TC_CLI/lib.sh"
small_archive docs
: >docs/empty.txt
age docs
# What changes from run to run and from machine to machine.
show() {
    sed "s/\(timestamp_seconds{.*}\) 1[0-9]\{9\}\$/\1 T/; s/\(duration_seconds{.*}\) [0-9]*\.[0-9]\{3\}\$/\1 S/
        s/\(index_bytes{.*}\) [1-9][0-9]*\$/\1 N/" tracuu.prom
}
# No line that Prometheus would refuse: samples stand below the HELP and TYPE of their name.
check() {
    if command -v promtool >/dev/null; then
        promtool check metrics <tracuu.prom
    fi
    awk '/^# HELP [a-z_]+ [A-Z].*\.$/ { name = $3; next }
        /^# TYPE [a-z_]+ gauge$/ && $3 == name && !seen[name]++ { next }
        /^[a-z_]+{index="([^"\\]|\\.)*"(,[a-z]+="[a-z-]+")?} [0-9]+(\.[0-9]+)?$/ &&
            substr($0, 1, index($0, "{") - 1) == name && !sample[substr($0, 1, index($0, "}"))]++ { next }
        { print "not in the format: " $0 }' tracuu.prom
}
sample() { sed -n "s/^tracuu_$1{index=\"[^\"]*\/index\"\(,${2:-}\)\{0,1\}} //p" tracuu.prom; }
echo '--- the first run'
(umask 077 && expect 3 tracuu-index update --index index --metrics tracuu.prom docs) 2>/dev/null
show
check
stat -c '%a %n' tracuu.prom*
echo '--- nothing to do, and all is well'
expect 0 tracuu-index update --index index --metrics tracuu.prom
sample last_run_exit_status
sample last_run_files 'outcome="indexed"'
sample documents
check
echo '--- a dry run says nothing'
cp tracuu.prom before
expect 0 tracuu-index update --index index --metrics tracuu.prom --dry-run >/dev/null
cmp before tracuu.prom
echo '--- a run that fails keeps the last success'
sed -i 's/^\(tracuu_last_[a-z]*_timestamp_seconds.*\) [0-9]*$/\1 1000000000/' tracuu.prom
mv docs gone
expect 1 tracuu-index update --index index --metrics tracuu.prom 2>/dev/null
sample last_success_timestamp_seconds
sample last_run_timestamp_seconds | grep -c '^1[0-9]\{9\}$'
sample last_run_exit_status
sample documents
check
mv gone docs
echo '--- another index in the same file'
mkdir 'other "docs"'
echo 'Luật' >'other "docs"/a.txt'
expect 0 tracuu-index rebuild --index 'i\n"x"' --metrics tracuu.prom 'other "docs"'
grep '^tracuu_documents' tracuu.prom
sample last_run_exit_status
check
echo '--- while another run holds the lock'
flock index/lock sh -c 'expect() { "$@"; }; tracuu-index update --index index --metrics tracuu.prom' 2>/dev/null
sample last_run_exit_status
sample last_success_timestamp_seconds
check
echo '--- by the configuration'
printf '[tracuu]\nindex=%s/index\nmetrics=%s/tracuu.prom\n' "$PWD" "$PWD" >tracuu.conf
expect 0 tracuu-index --config tracuu.conf update
sample last_run_exit_status
expect 0 tracuu-index --config tracuu.conf stats >/dev/null
echo '--- a file that makes no sense is replaced'
head -c 3000 /dev/urandom >tracuu.prom
expect 0 tracuu-index --config tracuu.conf update
sample last_run_exit_status
check
echo '--- several runs at once into one file'
for run in 1 2 3 4 5 6 7 8; do
    tracuu-index update --index many$run --metrics many.prom docs 2>/dev/null &
done
wait
grep -c '^tracuu_last_run_exit_status{' many.prom
rm -r many*
echo '--- where it cannot be written'
expect 2 tracuu-index update --index index --metrics nowhere/tracuu.prom
expect 2 tracuu-index update --index index --metrics docs
expect 2 tracuu-index status --index index --metrics tracuu.prom
ls
