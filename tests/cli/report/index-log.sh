# --verbose and --log-format=json; nothing on a full standard output goes unnoticed.
. "$TC_CLI/lib.sh"
small_archive docs
: >docs/empty.txt
age docs
expect 3 tracuu-index update --verbose --log-format=json docs 2>log
sed "s/\"time\":\"[^\"]*\"/\"time\":\"T\"/; s/\"message\":\"[^\"]*\"/\"message\":\"...\"/; s|$PWD|WORK|" log
expect 1 tracuu-index update --log-format=json missing 2>log
sed "s/\"time\":\"[^\"]*\"/\"time\":\"T\"/" log
expect 1 tracuu-index status --files >/dev/full
expect 1 tracuu-index status --files --json >/dev/full
expect 1 tracuu-index stats >/dev/full
expect 1 tracuu-index update --dry-run docs/a.txt --max-file-size 1G >/dev/full
tracuu-index status --files --json | sed 's/"message":"[^"]*"/"message":"..."/'
