# What was typed stands before what has only another name for it, and both are found: three hundred names of the table,
# all in one archive, each with a document that says it once and one that says another name three times.
. "$TC_CLI/lib.sh"
mkdir archive
awk -F '\t' '
    function small(name) { gsub(/Đ/, "đ", name); gsub(/,/, "", name); return tolower(name) }
    # What another name says, too, or a short form stands for, says all of what was typed.
    index(small($5), small($4)) || $4 ~ /(^| )[bcdghklmnpqrstvxy][bcdghklmnpqrstvxy]+( |$)/ { next }
    $4 !~ /[^ -~]/ { next } # it may be other words with marks
    # A name that stands in two rows is one text, and shown once.
    ($1 == "word" || $1 == "means") && !seen[$4]++ && ++rows % 17 == 0 && count < 300 {
        typed = sprintf("archive/%03d-typed.txt", ++count)
        other = sprintf("archive/%03d-other.txt", count)
        print "Thông báo " $4 "." >typed
        print $5 ". Tiếp: " $5 ". Nữa: " $5 "." >other
        close(typed)
        close(other)
        printf "%03d\t%s\n", count, $4 >"topics"
    }' "$TC_CLI/../../text/alias/aliases.tsv"
age archive
expect 0 tracuu-index update --index index archive
tracuu --index index --any --topics topics --limit 50 --format json >hits
sed -n 's,.*"query_id": *"\([0-9]*\)".*"path": *"[^"]*/\([0-9]*\)-\([a-z]*\)\.txt".*,\1 \2 \3,p' hits | awk '
    $1 == $2 && $3 == "typed" && !($1 in other) { first++ }
    $1 == $2 && $3 == "typed" && $1 in other { print "topic " $1 ": another name stands before it" }
    $1 == $2 && $3 == "other" { other[$1] = 1; found++ }
    END { print first " first" (found > 250 ? ", most with another name" : ", " found + 0 " with another name") }'
