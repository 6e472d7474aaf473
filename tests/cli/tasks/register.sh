# The register that --format csv writes is RFC 4180, to the letter: read by a strict reader, each cell is as it was.
. "$TC_CLI/lib.sh"
. "$TC_CLI/register-lib.sh"
make_register
cat >strict.py <<'PY'
import csv
raw = open("register.csv", "rb").read()
assert raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n") and raw.count(b"\n") == raw.count(b"\r\n")
rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(), strict=True))
print(len(rows), sorted({len(row) for row in rows}))
for row in rows:
    print(row[0].rpartition("/")[2], "|", row[1])
PY
python3 strict.py
