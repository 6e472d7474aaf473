# What the converter reads: a file by itself, one in an archive; damaged ones are named; without the
# converter the reason says what to install, and later it is read.
. "$TC_CLI/lib.sh"
mkdir docs
# WordPerfect 5.1: where the text begins, the kind of file, the version; then the text.
wordperfect() {
    printf '\377WPC\020\000\000\000\001\012\000\001\000\000\000\000'
    printf "$1"
}
wordperfect 'TO TRINH\012mua may keo Yen Dung nam 1994\012' >docs/a.wpd
wordperfect 'bien ban hop to dan pho\012' >docs/b.wpd
printf '\000\000\002\000\006\004\006\000\010\000' >docs/cut.wk1
# A password: the number that the text is encrypted with.
printf '\377WPC\020\000\000\000\001\012\000\001\064\022\000\000khong doc duoc' >docs/locked.wpd
(cd docs && zip -q c.zip b.wpd && rm b.wpd)
age docs
expect 3 tracuu-index update docs 2>errors
sort errors
expect 0 tracuu --format tsv '"may keo Yen Dung"' | cut -f 3,4
expect 0 tracuu --format paths '"hop to dan pho"'
echo '--- without it'
mkdir bin
cp -L "$(command -v tracuu-index)" "$(module_of)" bin/
expect 3 ./bin/tracuu-index --index other update docs/a.wpd
expect 0 tracuu-index --index other status --failed
expect 0 ./bin/tracuu-index --index other update docs/a.wpd
expect 1 tracuu --index other '"may keo"' 2>/dev/null
echo '--- and when it was installed'
expect 0 tracuu-index --index other update docs/a.wpd
expect 0 tracuu --index other --format paths '"may keo"'
