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
expect 0 tracuu-index status
# Without paths: those of the last run.
rm two/2.txt
echo 'bốn' >two/4.txt
expect 0 tracuu-index update
expect 0 tracuu-index status
# A deleted file that is named itself is taken out.
expect 0 tracuu-index update one/1.txt
expect 0 tracuu-index status
