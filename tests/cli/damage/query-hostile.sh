# Names and texts of documents that would command the terminal, or break lines and columns.
. "$TC_CLI/lib.sh"
mkdir docs
printf 'Lũ qu\033[2Jét \033]0;title\007 \302\233 31m tràn về bản \342\200\256đảo\342\200\254 ngược\n' \
    >"docs/$(printf 'two\nlines \033[31m\tred \342\200\256').txt"
printf '<title>Tiêu \033[31mđề\nhai dòng\ttab</title><p>lũ quét' >docs/a.html
printf 'Lũ quét' >"docs/$(printf 'bad \377').txt"
age docs
expect 0 tracuu-index rebuild --quiet --index i docs
export TRACUU_INDEX=i
for format in text tsv; do
    expect 0 tracuu --format $format lũ >$format
    LC_ALL=C tr -d '\n\t\040-\176\200-\377' <$format | wc -c
    LC_ALL=C grep -c -e "$(printf '\302[\200-\237]')" -e "$(printf '\342\200[\252-\256]')" $format
done
awk -F '\t' 'NF != 9' tsv
wc -l <tsv
expect 0 tracuu --format json lũ >json
wc -l <json
LC_ALL=C tr -d '\n\040-\176\200-\377' <json | wc -c
expect 0 tracuu --format trec lũ | awk '{ print NF, $3 }' | sed 's/ .*docs/ docs/' | sort
expect 0 tracuu -0 lũ | tr '\n\0' '@\n' | wc -l
expect 0 tracuu -0 lũ | xargs -0 ls -d | wc -l
