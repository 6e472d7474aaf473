# The index does not depend on the number of processes.
. "$TC_CLI/lib.sh"
large_archive docs 100
: >docs/empty.txt
expect 3 tracuu-index rebuild --jobs 1 --index one docs 2>/dev/null
expect 3 tracuu-index rebuild --jobs 3 --index three docs 2>/dev/null
expect 0 tracuu-index verify --index three
dump_index one >one.dump
dump_index three | diff one.dump -
ls three | sed 's/gen\.[0-9]*/gen.N/'
# More processes than files.
expect 0 tracuu-index rebuild --jobs 8 --index few docs/0/1.txt docs/0/2.txt
tracuu-index status --files --index few | tail -n 1
mkdir empty
expect 0 tracuu-index rebuild --jobs 8 --index none empty
expect 0 tracuu-index verify --index none
tracuu-index status --files --index none
echo '--- an update reads ahead of what it writes, and does what it does without'
# New, changed, touched, moved, copied and deleted files, archives, and files that cannot be read.
small_archive more
mkdir more/box
echo 'Quyết định về tài chính' >more/box/q.txt
printf 'H\351i \256\345ng nh\251n d\251n t\330nh ra ngh\336 quy\325t v\322 c\266i c\270ch h\265nh ch\335nh\n' >more/tcvn3.txt
echo '<p>Thông báo về <b>tuyển sinh</b>' >more/page.html
(cd more && zip -q -X -r box.zip box)
age more
change() {
    rm -rf work
    cp -a docs work
    cp -R more work/more
    for i in 1 2 3 4 5 6 7; do
        echo "Sửa lần $i" >>work/0/$i.txt
        touch -d '2021-01-01' work/1/$i.txt
        mv work/1/1$i.txt work/moved$i.txt
        cp work/1/2$i.txt work/copied$i.txt
        rm work/1/3$i.txt
        printf '\001\002\003\004' >work/0/broken$i.txt
    done
    ln -s nowhere work/dangling
    age work
}
for jobs in 1 4; do
    rm -rf work
    cp -a docs work
    expect 3 tracuu-index rebuild --jobs 1 --index ahead$jobs work 2>/dev/null
    change
    settle work
    expect 3 tracuu-index update --jobs $jobs --verbose --index ahead$jobs work 2>said$jobs
    sed -i /compacted/d said$jobs
    expect 0 tracuu-index verify --index ahead$jobs
    dump_index ahead$jobs | sed 's/"modified":[0-9]*//' >ahead$jobs.dump
done
diff said1 said4
cut -d ' ' -f 1 said4 | sort | uniq -c
diff ahead1.dump ahead4.dump
# Stopped on its way.
long_archive stopped
echo một >stopped.txt
expect 0 tracuu-index update --index s stopped.txt
start_held tracuu-index update --jobs 3 --verbose --index s stopped
kill -TERM $run
let_go
[ "$status" -eq 0 ] || echo "exit status $status"
[ "$(grep -c ^indexed said)" -lt 200 ] || echo 'it did not stop'
expect 0 tracuu-index verify --index s
expect 0 tracuu-index update --jobs 3 --index s stopped
tracuu-index status --files --index s | tail -n 1
