# LibreOffice opens the register that --format csv writes: each cell as it is, none of them a formula.
. "$TC_CLI/lib.sh"
. "$TC_CLI/register-lib.sh"
make_register
timeout 120 soffice "-env:UserInstallation=file://$PWD/profile" --headless --convert-to ods \
    --infilter='CSV:44,34,76,1,,0,false,true' register.csv >/dev/null 2>&1
cat >cells.py <<'PY'
import csv, sys, zipfile
import xml.etree.ElementTree as xml
OFFICE, TABLE, TEXT = ("{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}" % n for n in ("office", "table", "text"))
tree = xml.fromstring(zipfile.ZipFile("register.ods").read("content.xml"))
sheet = []
for row in tree.iter(TABLE + "table-row"):
    cells = []
    for cell in row.iter(TABLE + "table-cell"):
        assert cell.get(TABLE + "formula") is None, cell.get(TABLE + "formula")
        cells += ["\n".join("".join(p.itertext()) for p in cell.iter(TEXT + "p"))] * \
            int(cell.get(TABLE + "number-columns-repeated", 1))
    if any(cells):
        sheet.append(cells[:3])
raw = open("register.csv", "rb").read()
assert raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n") and raw.count(b"\n") == raw.count(b"\r\n")
rows = [row for row in csv.reader(raw.decode("utf-8-sig").splitlines(), strict=True)]
for row, cells in zip(rows, sheet):
    # A spreadsheet leaves out what it takes for the nought of a number.
    print("same" if [c.strip() for c in row] == [c.strip() for c in cells] else (row, cells))
print(len(rows), len(sheet))
for row in sheet[1:]:
    print(row[1])
PY
python3 cells.py
