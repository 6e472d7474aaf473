# What is wrong with a dump is told with its line, and the index is as it was.
. "$TC_CLI/lib.sh"
small_archive docs
expect 0 tracuu-index rebuild --index i docs
expect 0 tracuu-index dump --index i good.zst
zstd -dcq good.zst >good
dump_index i >before

# sealed LINES: they with an end that fits, compressed.
sealed() {
    {
        cat "$1"
        printf '{"end":{"lines":%d,"documents":%d,"text_bytes":%d,"sha256":"%s"}}\n' \
            "$(($(wc -l <"$1") - 1))" "$(grep -ac '"document":' "$1")" "${2:-0}" "$(sha256sum <"$1" | cut -d ' ' -f 1)"
    } | zstd -q
}

# refused WHAT DUMP: by load, from a file and from a pipe, with the same words.
refused() {
    expect 1 tracuu-index load --index i "$2" 2>said
    sed "s/^tracuu-index: /$1: /" said
    [ "$(wc -l <said)" -eq 1 ] || echo "$1: not one line of message"
    # shellcheck disable=SC2002 # a pipe on purpose
    cat "$2" | expect 1 tracuu-index load --index i - 2>piped
    sed "s|: $2: |: standard input: |" said | cmp -s - piped || diff said piped
}
: >none
refused 'nothing' none
refused 'text' docs/a.txt
zstd -q <docs/a.txt >x
refused 'compressed text' x
refused 'an index' i/XAPIANDB
size=$(wc -c <good.zst)
for cut in 4 20 $((size / 2)) $((size - 1)); do
    head -c "$cut" good.zst >x
    refused "cut at $cut" x
done 2>&1 | sed 's/^cut at [0-9]*/cut/' | sort -u
cp good.zst x
printf '\377\377' | dd of=x bs=1 seek=$((size / 2)) conv=notrunc 2>/dev/null
refused 'damaged' x 2>&1 | sed 's/\(damaged: \).*/\1.../; s/line [0-9]*/line N/'
cat good.zst good.zst >x
refused 'twice' x
{ cat good.zst; echo more; } >x
refused 'more behind it' x
sed '$d' good | zstd -q >x
refused 'without end' x
sed '3d' good | zstd -q >x
refused 'a line less' x
sed '3p' good | zstd -q >x
refused 'a line twice' x
sed '3{p;s/"path":"[^"]*/&x/}' good | zstd -q >x
refused 'a line more' x
sed '3s/kinh/KINH/' good | zstd -q >x
refused 'changed' x
expect 1 tracuu-index load --index new x 2>/dev/null
printf '%s' "$(cat good)" | zstd -q >x
refused 'the last line not ended' x

echo '--- with an end that fits'
header='{"tracuu-dump":1,"schema":1,"analyzer":1,"roots":["/a"],"lines":1,"documents":1}'
file='"file":{"size":1,"mtime_ns":1,"ctime_ns":1,"inode":"1","device":"1","settled":true,"indexed":true}'
entry="{\"path\":\"/a/b\",$file,\"document\":{\"text\":\"x\"}}"
# crafted WHAT HEADER LINE...
crafted() {
    what=$1
    shift
    printf '%s\n' "$@" >lines
    sealed lines 1 >x
    refused "$what" x
}
printf '%s\n' "$header" "$entry" >lines
sealed lines 1 >x
expect 0 tracuu-index load --index fine x
expect 0 tracuu-index verify --index fine
# change SED: the entry with a change.
change() { printf '%s' "$entry" | sed "$1"; }
crafted 'a later format' "$(echo "$header" | sed 's/dump":1/dump":3/')" "$entry"
crafted 'no number of the format' "$(echo "$header" | sed 's/dump":1/dump":"1"/')" "$entry"
crafted 'roots that are not' "$(echo "$header" | sed 's/\["\/a"\]/"\/a"/')" "$entry"
crafted 'a root that is not absolute' "$(echo "$header" | sed 's/"\/a"/"a"/')" "$entry"
crafted 'no header' "$entry"
crafted 'two headers' "$header" "$header"
crafted 'no JSON' "$header" 'hello'
crafted 'a terminal' "$header" "$(printf '\033[2J')"
crafted 'no object' "$header" '[1]'
crafted 'half an object' "$header" '{"path":'
crafted 'a relative path' "$header" "$(change 's|/a/b|a/b|')"
crafted 'no path' "$header" "$(change 's|"path":"/a/b",||')"
crafted 'a URI of elsewhere' "$header" "$(change 's|/a/b|file:a/b|')"
crafted 'a path twice' "$(echo "$header" | sed 's/:1,"doc/:2,"doc/; s/ts":1/ts":2/')" "$entry" "$entry"
crafted 'a NUL in a path' "$header" "$(change 's|/a/b|/a\\u0000/b|')"
crafted 'a path that is too long' "$header" "$(change "s|/a/b|/$(printf '%070000d' 0)|")"
crafted 'no file' "$header" '{"path":"/a/b","document":{"text":"x"}}'
crafted 'not indexed' "$header" "$(change 's/indexed":true/indexed":false/')"
crafted 'no document' "$header" "{\"path\":\"/a/b\",$file}"
crafted 'no text' "$header" "$(change 's/"text":"x"//')"
crafted 'a text that is a number' "$header" "$(change 's/"text":"x"/"text":1/')"
crafted 'bad UTF-8' "$header" "$(change "s/text\":\"x/&$(printf '\303')/")"
crafted 'a lone surrogate' "$header" "$(change 's/text":"x/&\\ud800/')"
crafted 'a NUL in the text' "$header" "$(change 's/text":"x/&\\u0000/')"
crafted 'a control character' "$header" "$(change 's/"text"/"title":"\\u001b[2J","text"/')"
crafted 'a raw control character' "$header" "$(change "s/text\":\"x/&$(printf '\001')/")"
crafted 'a member twice' "$header" "$(change 's/"text"/"text":"y","text"/')"
crafted 'no such date' "$header" "$(change 's/"text"/"date":"2021-02-29","text"/')"
crafted 'a negative size' "$header" "$(change 's/"size":1/"size":-1/')"
crafted 'a size too large' "$header" "$(change 's/"size":1/"size":99999999999999999999/')"
crafted 'an inode as a number' "$header" "$(change 's/"inode":"1"/"inode":1/')"
crafted 'an inode too large' "$header" "$(change 's/"inode":"1"/"inode":"18446744073709551616"/')"
crafted 'a hash too short' "$header" "$(change 's/"settled"/"hash":"abc","settled"/')"
crafted 'more than the header says' "$(echo "$header" | sed 's/lines":1/lines":0/; s/documents":1/documents":0/')" "$entry"
crafted 'more text than the end says' "$header" "$(change 's/text":"x/&yz/')"
crafted 'a long title' "$header" "$(change "s/\"text\"/\"title\":\"$(printf '%070000d' 0)\",\"text\"/")"
crafted 'many values' "$header" "$(change "s/\"text\"/\"new\":[$(yes 1, | head -n 20000 | tr -d '\n')1],\"text\"/")"
crafted 'deep' "$header" "$(change "s/\"text\"/\"new\":$(yes '[' | head -n 5000 | tr -d '\n'),\"text\"/")"
echo '--- members that are not known'
printf '%s\n' "$(echo "$header" | sed 's/"roots"/"new":1,"roots"/')" "$(change 's/"text"/"new":[{}],"text"/; s/"size"/"new":null,"size"/')" >lines
sealed lines 1 >x
expect 0 tracuu-index load --index fine x
echo '--- recognised pages come through'
page='{"page":{"hash":"00112233445566778899aabbccddeeff","number":1,"pages":2,"ocr":true,"confidence":91,"engine":"e","text":"đất đai\\n"}}'
printf '%s\n' "$(echo "$header" | sed 's/:1,"doc/:3,"doc/')" "$entry" "$page" "$(echo "$page" | sed 's/r":1/r":2/; s/"text":"[^"]*/"reason":"crashed","message":"m","text":"/')" >lines
sealed lines 1 >x
expect 0 tracuu-index load --jobs 2 --index fine x
expect 0 tracuu-index dump --index fine y
zstd -dcq y | sed '1d;$d' | grep '"page"' >got
sed -n '3,4p' lines | cmp - got
crafted 'a page twice' "$(echo "$header" | sed 's/:1,"doc/:3,"doc/')" "$entry" "$page" "$page"
crafted 'a page without file' "$(echo "$header" | sed 's/:1,"doc/:2,"doc/')" "$entry" "$(echo "$page" | sed 's/"hash":"[^"]*",//')"
right='{"correction":{"hash":"00112233445566778899aabbccddeeff","path":"/a/x","set":1700000000,"fields":{"date":"2014-03-12","signer":""}}}'
two=$(echo "$header" | sed 's/dump":1/dump":2/; s/:1,"doc/:2,"doc/')
printf '%s\n' "$two" "$entry" "$right" >lines
sealed lines 1 >x
expect 0 tracuu-index load --index right x
expect 0 tracuu-index dump --index right z
zstd -dcq z | grep -c -F "$right"
crafted 'a correction twice' "$(echo "$two" | sed 's/:2,"doc/:3,"doc/')" "$entry" "$right" "$right"
crafted 'a correction of a day that is none' "$two" "$entry" "$(echo "$right" | sed 's/03-12/02-30/')"
crafted 'a correction of nothing' "$two" "$entry" "$(echo "$right" | sed 's/"date.*""//')"
crafted 'a correction with a line end' "$two" "$entry" "$(echo "$right" | sed 's/""/"a\\n"/')"
crafted 'a correction without a file' "$two" "$entry" "$(echo "$right" | sed 's/"hash":"[^"]*",//')"
crafted 'a correction of a number' "$two" "$entry" "$(echo "$right" | sed 's/""/7/')"
crafted 'what was read, of a day that is none' "$header" "$(change 's/"text"/"corrected":{"date":"x"},"text"/')"
crafted 'page 0' "$(echo "$header" | sed 's/:1,"doc/:2,"doc/')" "$entry" "$(echo "$page" | sed 's/r":1/r":0/')"
echo '--- a line that does not end, and a window that takes much memory'
{ printf '%s\n' "$header"; printf '{"path":"'; head -c 310000000 /dev/zero; } | zstd -q >x
expect 1 tracuu-index load --index i x
printf '%s\n' "$header" "$entry" >lines
sealed lines 1 >x
zstd -dcq x | zstd -q --long=27 >y
expect 1 tracuu-index load --index i y
zstd -dcq x | zstd -q -19 >y
expect 0 tracuu-index load --index fine y
echo '--- nothing of it is left'
dump_index i | diff before -
expect 0 tracuu-index verify --index i
ls i | sed 's/gen\.[0-9]*/gen.N/'
[ ! -e new ] || echo 'a folder for nothing'
