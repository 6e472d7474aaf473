# The rows of search-table.tsv: each query finds its document, as typed, in small letters, without marks, and as a phrase.
# One run of each program for all of them.
. "$TC_CLI/lib.sh"
export LC_ALL=C.UTF-8
table=$TC_CLI/search/search-table.tsv
mkdir archive
awk -F'\t' '
    /^#/ || /^$/ || $2 ~ /s/ { next }
    {
        ext = /\{WBR\}/ ? "html" : "txt"
        text = $4
        gsub(/\{ZW\}/, "\342\200\213", text)
        gsub(/\{WBR\}/, "<wbr>", text)
        gsub(/\|/, "\n", text)
        if (ext == "html")
            text = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>x</title></head><body><p>" text "</p></body></html>"
        print text >("archive/" NR "." ext)
        close("archive/" NR "." ext)
    }' "$table"
age archive
expect 0 tracuu-index update --quiet --index index archive

# Topics: LINE-NUMBER.WAY, where WAY is t as typed, s in small letters, u without marks, and T, S, U the same in quotes.
awk -F'\t' '!/^#/ && !/^$/ && $2 !~ /[ds]/ { print NR "\t" $2 "\t" $3 }' "$table" >typed
sed 's/.*/\L&/; y/áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ/aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd/' typed >bare
sed 's/.*/\L&/' typed >small
asked() {
    awk -F'\t' -v plain="$1" -v quoted="$2" '
        $2 ~ /o/ && plain != "t" { next }
        $2 !~ /x/ && !($2 ~ /m/ && plain == "u") { print $1 "." plain "\t" $3 }
        $2 ~ /x/ && plain == "t" { print $1 "." plain "\t" $3 }
        $2 ~ /[qn]/ { print $1 "." quoted "\t\"" $3 "\"" }' "$3"
}
{
    asked t T typed
    asked s S small
    asked u U bare
} | awk -F'\t' '{ split($1, id, "."); if (!seen[id[1], $2]++) print }' >topics
tracuu --index index --topics topics --limit 40 --format json >hits
jq -r '[.query_id, .rank, (.path | sub(".*/"; "") | sub("\\..*"; "")), .without_phrase // false] | @tsv' hits >found
awk -F'\t' '
    FILENAME == "topics" { query[$1] = $2; next }
    FILENAME == "found" { if ($4 != "true") rank[$1, $3] = $2; next }
    $2 ~ /s/ { rows[$1]++ }
    /^#/ || /^$/ || $2 ~ /[ds]/ { next }
    {
        rows[$1]++
        split("t s u T S U", ways, " ")
        for (i = 1; i <= 6; i++) {
            id = FNR "." ways[i]
            if (!(id in query)) continue
            asked++
            at = ((id, FNR) in rank) ? rank[id, FNR] : 0
            most = $2 ~ /[2-9]/ ? substr($2, match($2, /[2-9]/), 1) : 1
            phrase = ways[i] ~ /[TSU]/
            if (phrase && $2 ~ /n/) good = at == 0
            else if ($2 ~ /x/) good = at == 0
            else if (phrase) good = at > 0
            else good = at > 0 && at <= most
            if (!good) print $1 ": " query[id] " (" $4 "): " (at ? "hit " at : "not found")
        }
    }
    END {
        for (line in rows) if (rows[line] < 10) print line ": only " rows[line] " rows"
        print asked " queries asked of " length(rows) " lines"
    }' topics found "$table"

awk -F'\t' '!/^#/ && $2 ~ /s/ { print $3 "\t" $4 }' "$table" | while IFS='	' read -r query wanted; do
    meant=$(tracuu --index index --limit 1 -- "$query" 2>&1 | sed -n 's/^Did you mean: //p')
    [ "${meant:--}" = "$wanted" ] || echo "suggestions: $query: ${meant:--}, not $wanted"
done
