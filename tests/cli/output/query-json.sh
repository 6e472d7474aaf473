# What docs/output.md says of JSON is what is printed: each field is in its tables, of its type, and each of the
# tables is there somewhere.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX="$TC_DEMO_INDEX"
cat >check <<'PYTHON'
import json, re, sys

TYPES = {
    "string": lambda v: isinstance(v, str) and v != "",
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool) and v >= 0,
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "boolean": lambda v: isinstance(v, bool),
    "array of strings": lambda v: isinstance(v, list) and v and all(isinstance(s, str) for s in v),
    "array of objects": lambda v: isinstance(v, list) and v and all(isinstance(o, dict) and "kind" in o for o in v),
    "array of pairs": lambda v: isinstance(v, list) and all(len(p) == 2 and p[0] < p[1] for p in v),
    "object": lambda v: isinstance(v, dict),
}
REQUIRED = {"rank", "score", "path", "snippet", "highlights"}
page = open(sys.argv[1], encoding="utf-8").read()
fields = {name: kind for name, kind in re.findall(r"^\| `(\w+)` \| ([a-z ]+) \|", page, re.M) if kind in TYPES}
tiers = set(re.findall(r"^\| `(\w+)` \| [^|]*\|$", page, re.M)) - set(fields)
explain = set(re.findall(r"^\| `(\w+)` \| [^|]*\| [0-9.]+ \|$", open(sys.argv[2], encoding="utf-8").read(), re.M))
seen, seen_tiers, last = set(), set(), 0
for number, line in enumerate(sys.stdin, 1):
    hit = json.loads(line)
    if "facet" in hit:
        good = set(hit) - {"query_id"} == {"facet", "value", "count"} and TYPES["integer"](hit["count"])
        if not good or "rank" in hit:
            print(f"line {number}: no count of a facet: {line}")
        continue
    for name, value in hit.items():
        if name not in fields:
            print(f"line {number}: {name} is not in the page")
        elif not (TYPES[fields[name]](value) or (name == "snippet" and value == "")):
            print(f"line {number}: {name} is no {fields[name]}: {value!r}")
    if REQUIRED - set(hit):
        print(f"line {number}: lacks {REQUIRED - set(hit)}")
    if "date" in hit and not re.fullmatch(r"\d{4}-\d\d-\d\d", hit["date"]):
        print(f"line {number}: date {hit['date']}")
    snippet, end = hit["snippet"].encode(), 0
    for first, after in hit["highlights"]:
        snippet[first:after].decode()
        if first < end or after > len(snippet):
            print(f"line {number}: highlights {hit['highlights']}")
        end = after
    if explain - set(hit.get("explain", explain)):
        print(f"line {number}: explain lacks {explain - set(hit['explain'])}")
    seen |= set(hit)
    seen_tiers |= {hit["tier"]} if "tier" in hit else set()
print("fields", len(fields), "never seen:", " ".join(sorted(set(fields) - seen)))
print("tiers", len(tiers), "never seen:", " ".join(sorted(tiers - seen_tiers)))
print("parts of explain", len(explain))
PYTHON
mkdir copies
cp "$TC_CLI"/../../corpus/docs/nghe-an/tinh-uy/2021/*.txt copies/mot.txt
cp copies/mot.txt copies/hai.txt
expect 0 tracuu-index rebuild --index copies-index copies
{
    for query in 'cải cách hành chính' 'cai cach hanh chinh' 'cair cachs hanhf chinhs' 'uỷ ban nhân dân' 'đai hôi' \
        'CCHC' 'đại hội đảng bộ nhiệm kỳ' 'loại:nghị'; do
        expect 0 tracuu --format json --limit 48 --explain "$query"
    done
    # Nothing is about it, hits are shown all the same.
    expect 1 tracuu --format json --limit 48 --explain 'cải cáhc hành chính'
    expect 0 tracuu --format json --limit 0 --facets type,org,year,place,term --timeline month 'cải cách'
    expect 0 tracuu --index copies-index --format json 'cải cách'
    printf 'a\tcải cách\nb\tđất đai\n' | expect 0 tracuu --topics - --format json --limit 3 --facets type
} | python3 check "$TC_CLI/../../docs/output.md" "$TC_CLI/../../docs/ranking.md"
