# A query never fails while the index is being changed.
. "$TC_CLI/lib.sh"
small_archive docs
expect 0 tracuu-index rebuild --index i docs
export TRACUU_INDEX=i
(
    for round in 1 2 3 4 5 6 7 8; do
        echo "Nghị quyết số $round" >docs/new$round.txt
        tracuu-index update docs
        tracuu-index rebuild docs
    done
    : >finished
) &
count=0
while [ ! -e finished ]; do
    expect 0 tracuu --format paths nghị quyết >found
    grep -q a.txt found || echo "a.txt is not among: $(cat found)"
    count=$((count + 1))
done
wait
[ $count -gt 5 ] || echo "only $count queries"
expect 0 tracuu --count nghị quyết
