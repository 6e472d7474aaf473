# update looks only below its paths: what the index holds from elsewhere stays.
. "$TC_CLI/lib.sh"
mkdir one two
echo 'một' >one/1.txt
echo 'hai' >two/2.txt
age one two
expect 0 tracuu-index update one
expect 0 tracuu-index update two/ ./one/../two/2.txt
rm one/1.txt
echo 'ba' >one/3.txt
expect 0 tracuu-index update two
expect 0 tracuu-index status --files
# Without paths: those that the index is of, not just those of the last run.
rm two/2.txt
echo 'bốn' >two/4.txt
expect 0 tracuu-index update
expect 0 tracuu-index status --files
# A deleted file that is named itself is taken out.
rm one/3.txt
expect 0 tracuu-index update one/3.txt
expect 0 tracuu-index status --files
# The update of a folder below does not narrow what a rebuild takes.
mkdir two/below
echo 'năm' >two/below/5.txt
expect 0 tracuu-index update two/below
expect 0 tracuu-index rebuild
expect 0 tracuu-index status --files
# A rebuild of some paths is of just these; a folder above takes the place of those below it.
expect 0 tracuu-index rebuild two/below
expect 0 tracuu-index status --files
expect 0 tracuu-index update two
expect 0 tracuu-index rebuild
expect 0 tracuu-index status --files
echo '--- what is neither a file nor a folder holds no documents'
mkfifo pipe
ln -s /dev/zero zero
for path in pipe zero /dev/null; do
    expect 1 tracuu-index update "$path" 2>&1
    expect 1 tracuu-index rebuild one "$path" 2>&1
done
expect 0 tracuu-index status --files | tail -n 1
