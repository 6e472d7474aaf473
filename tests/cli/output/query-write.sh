# Output that cannot be written is an error, in every format; a reader that has enough is none.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX="$TC_DEMO_INDEX"
for format in text json tsv paths trec; do
    expect 2 tracuu --format $format đất >/dev/full
done
expect 2 tracuu --count đất >/dev/full
expect 2 tracuu --help >/dev/full
expect 2 tracuu --version >/dev/full
printf '1\tđất\n' | expect 2 tracuu --topics - >/dev/full
expect 2 tracuu đất >&-
tracuu --limit 1000 --format json đất | head -n 1 | cut -c 1-9
# What fails before the end is told without a reason that is none.
mkdir docs
yes 'đất đai và nhà ở' | head -n 20000 >docs/long.txt
age docs
tracuu-index rebuild --quiet --index long.index docs
expect 2 tracuu --index long.index --show docs/long.txt >/dev/full
echo '--- without standard descriptors, no file of its own takes their place'
mkfifo topics
tracuu --topics topics <&- >&- 2>&- &
run=$!
wait_for holds_standard $run
printf '1\tđất\n' >topics
wait $run
echo "exit status $?"
