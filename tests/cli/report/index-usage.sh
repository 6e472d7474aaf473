# Wrong use: exit status 2, a message on standard error, nothing on standard output.
. "$TC_CLI/lib.sh"
expect 2 tracuu-index
expect 2 tracuu-index frobnicate
expect 2 tracuu-index update --no-such-option
expect 2 tracuu-index update
expect 2 tracuu-index dump
expect 2 tracuu-index load x y
expect 2 tracuu-index extract
expect 2 tracuu-index dump --jobs 2 x
expect 2 tracuu-index status --jobs 2
expect 2 tracuu-index stats extra
expect 2 tracuu-index update --jobs 0 .
expect 2 tracuu-index update --jobs hai .
expect 2 tracuu-index update --max-file-size 12Q .
expect 2 tracuu-index update --log-format=xml .
expect 2 tracuu-index update --index= .
expect 2 tracuu-index update ''
ls -A home
expect 0 tracuu-index --help | grep -c -E '^  (update|rebuild|status|verify|compact|stats|dump|load|extract) '
expect 0 tracuu-index --version | grep -c -E '^tracuu-index [0-9]+\.[0-9]+'
# Not below the folder where it was started, whatever that is.
HOME='' expect 2 tracuu-index update docs
XDG_DATA_HOME=here expect 2 tracuu-index status --files
[ ! -e .local ] && [ ! -e here ] || echo 'an index was made here'
HOME='' expect 1 tracuu-index status --files --index nowhere
