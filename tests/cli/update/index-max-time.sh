# --max-time stops cleanly, and the next run goes on.
. "$TC_CLI/lib.sh"
long_archive docs
start_held tracuu-index update --max-time 1 --verbose docs
# It cannot be over before its time is.
sleep 1.1
expect_part_done
# A machine that does nothing in one second does something in more.
limit=1
while [ "$(tracuu-index status --files | grep -c '^indexed')" -lt 200 ] && [ $limit -lt 300 ]; do
    expect 0 tracuu-index update --max-time $limit docs
    limit=$((limit * 2))
done
tracuu-index status --files | tail -n 1
expect 0 tracuu-index verify
