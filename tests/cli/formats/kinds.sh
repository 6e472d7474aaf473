# Files of the kinds that offices have, each with what its reader once lost: kinds.tsv says what must be found of each.
. "$TC_CLI/lib.sh"
here=$TC_CLI/formats
mkdir files
cp "$here"/office/* "$here"/pages/* "$here"/text/* files
samples=$TC_CLI/../unit/document/read/samples
cp "$samples/stamped.pdf" files/pdf-w-stamp.pdf
cp "$samples/gap.pdf" files/pdf-w3-gap4.pdf
expect 0 tracuu-index update --quiet --index index files
expect 0 tracuu-index status --failed --index index | tail -n +3

grep -v '^#' "$here/kinds.tsv" >rows
awk -F '\t' '$2 ~ /^has/ { printf "%d\t\"%s\"\n", NR, $3 }' rows >topics
tracuu --index index --topics topics --format trec --no-collapse --limit 100 >found
tracuu --index index --list --format tsv --columns path,number,date,title >fields

# Only what is not as it should be is printed, then how much was looked at.
awk -F '\t' '
    function name(path) {
        sub(/.*\//, "", path)
        return path
    }
    FILENAME == "found" {
        split($0, hit, " ")
        finds[hit[1], name(hit[3])] = 1
        next
    }
    FILENAME == "fields" {
        file = name($1)
        known[file] = 1
        field[file, "number"] = $2
        field[file, "date"] = $3
        field[file, "title"] = $4
        next
    }
    { got = "" }
    $2 == "has" || $2 == "hasnot" { got = ((FNR, $1) in finds) ? "has" : "hasnot" }
    $2 ~ /^has/ { wanted = $2 }
    $2 == "read" { wanted = got = "read" }
    $2 == "number" || $2 == "date" || $2 == "title" {
        wanted = $3
        got = field[$1, $2] == "" ? "-" : field[$1, $2]
    }
    { rows++; seen[$1] = 1 }
    !($1 in known) { got = "not indexed" }
    got != wanted { print $1 ": " $2 " " $3 ": " got }
    END {
        for (file in known)
            if (!(file in seen))
                print file ": nothing is said of it"
        for (file in seen)
            files++
        print rows " rows of " files " files"
    }' found fields rows
