# --max-time stops cleanly, and the next run goes on.
. "$TC_CLI/lib.sh"
large_archive docs 300
# The clock of the limit starts with the run: a limit of one second ends a run that takes longer, and
# repeating it comes to an end.
runs=0
while [ "$(tracuu-index status 2>/dev/null | grep -c '^indexed')" -lt 300 ] && [ $runs -lt 100 ]; do
    expect 0 tracuu-index update --max-time 1 docs
    runs=$((runs + 1))
done
[ $runs -lt 100 ] || echo 'it never came to an end'
tracuu-index status | tail -n 1
expect 0 tracuu-index verify
