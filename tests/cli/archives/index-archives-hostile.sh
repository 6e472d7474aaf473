# Archives that are damaged, or made to do harm: a line each, and the rest is read.
. "$TC_CLI/lib.sh"
mkdir docs
echo 'Văn bản thường' >docs/z.txt
python3 -W ignore - <<'END'
import io, struct, tarfile, zipfile

def zipped(*files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', method) as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            archive.writestr(info, content)
    return out.getvalue()

def tarred(*files, mode='w'):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in files:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()

def write(name, content):
    with open('docs/' + name, 'wb') as file:
        file.write(content)

text = 'Báo cáo kinh tế xã hội'.encode()
zeros = bytes(50 << 20)
write('bomb.zip', zipped(('a.txt', text), ('bomb', zeros)))
write('bomb.tar.gz', tarred(('a.txt', text), ('bomb', zeros), mode='w:gz'))

# Many files that are one, as far as the directory says.
data = zipped(('x', zeros[:1 << 20]))
local, central = data.index(b'PK\3\4'), data.index(b'PK\1\2')
end = data.index(b'PK\5\6')
count = 400
directory = b''.join(data[central:central + 46] + b'%03d' % i for i in range(count))
directory = b''.join(
    data[central:central + 28] + struct.pack('<H', 1) + data[central + 30:central + 46] + b'x' for _ in range(count))
write('overlap.zip', data[:central] + directory + data[end:end + 8] +
      struct.pack('<HHIIH', count, count, len(directory), central, 0))

nested = zipped(('a.txt', text))
for _ in range(6):
    nested = zipped(('in.zip', nested), ('b.txt', text))
write('nested.zip', nested)

# An archive that has itself as a member, as far as its own directory says.
whole = zipped(('cyclic.zip', b''), ('a.txt', text), method=zipfile.ZIP_STORED)
write('cyclic.zip', zipped(('cyclic.zip', whole), ('a.txt', text)))

good = zipped(('a.txt', text), ('b.txt', text * 50), ('c.txt', text))
write('truncated.zip', good[:good.rindex(b'PK\3\4') + 10])
tar = tarred(('a.txt', text), ('b.txt', text * 100), ('c.txt', text))
write('truncated.tar', tar[:512 + 512 + 512 + 700])
digits = [' '.join(str((i * k * k * 2654435761) % 99999989) for k in range(4000)).encode() for i in range(9)]
packed = tarred(('a.txt', text), *((f'{i}.txt', text + b' ' + digits[i]) for i in range(9)), mode='w:gz')
write('truncated.tar.gz', packed[:len(packed) * 2 // 3])

broken = bytearray(zipped(('a.txt', text), ('b.txt', bytes(range(256)) * 8), ('c.txt', text)))
at = broken.index(b'b.txt') + 5
broken[at:at + 20] = b'\xff' * 20
write('broken.zip', bytes(broken))

locked = bytearray(zipped(('a.txt', text), ('b.txt', text)))
locked[locked.index(b'PK\3\4') + 6] |= 1
locked[locked.index(b'PK\1\2') + 8] |= 1
write('locked.zip', bytes(locked))

write('names.zip', zipped(('/etc/passwd', text), ('../../up.txt', text), ('line\nfeed\033[31m.txt', text), ('same', text),
                          ('same', text), ('dir/', b''), ('.git/config', text), ('~$lock.doc', text)))
write('empty.zip', zipped())
END
age docs
expect 3 tracuu-index update docs
tracuu-index status --files
expect 0 tracuu-index verify
echo '--- what failed is tried again only when asked'
expect 0 tracuu-index update docs
expect 3 tracuu-index update --retry-failed docs 2>retried
wc -l <retried
expect 0 tracuu-index verify
tracuu-index status --files --json | grep -c '"state":"indexed"'
echo '--- one name again and again takes no longer than as many names'
mkdir same
python3 - <<'END'
import tarfile
with tarfile.open('same/same.tar.gz', 'w:gz') as tar:
    for _ in range(60000):
        tar.addfile(tarfile.TarInfo('a.txt'))
END
expect 3 tracuu-index update --index same-index same 2>said
wc -l <said
tracuu-index status --files --index same-index same/same.tar.gz | sort | sed -n '1p;2p;$p'
