# From po/vi.po, which has every message of the programs: a row {singular, plural or NULL}, for each.
# docs/translations proves that it has them as the source does.
function put() {
    gsub(/<PRIu64>/, "\" PRIu64 \"", id)
    gsub(/<PRIu64>/, "\" PRIu64 \"", plural)
    if (id != "\"\"" && id != "")
        printf "{%s, %s},\n", id, plural == "" ? "NULL" : plural
    id = plural = what = ""
}
/^#~/ { next }
/^msgid_plural / { what = "plural"; plural = substr($0, 14); next }
/^msgid / { put(); what = "id"; id = substr($0, 7); next }
/^msgstr/ { what = ""; next }
/^"/ && what == "id" { id = id " " $0 }
/^"/ && what == "plural" { plural = plural " " $0 }
END { put() }
