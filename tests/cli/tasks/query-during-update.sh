# A query never fails while the index is being changed.
. "$TC_CLI/lib.sh"
small_archive docs
expect 0 tracuu-index rebuild --index i docs
export TRACUU_INDEX=i
(
    # Until enough queries have been made, too.
    round=0
    while [ $round -lt 8 ] || [ ! -e enough ]; do
        round=$((round + 1))
        echo "Nghị quyết số $round" >docs/new$((round % 8)).txt
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
    [ $count -lt 6 ] || : >enough
done
wait
expect 0 tracuu --count nghị quyết
