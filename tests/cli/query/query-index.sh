# Which index is searched, and what is said of one that cannot be.
. "$TC_CLI/lib.sh"
small_archive docs
expect 0 tracuu-index rebuild --index i docs
echo '--- not there'
expect 2 tracuu đất
expect 2 tracuu --index nowhere đất
expect 2 env TRACUU_INDEX=elsewhere tracuu đất
expect 2 tracuu --index i --index nowhere đất
echo '--- none of ours'
expect 2 tracuu --index docs đất
expect 2 tracuu --index docs/a.txt đất
mkdir empty
expect 2 tracuu --index empty đất
mkdir stub
: >stub/XAPIANDB
expect 2 tracuu --index stub đất
echo '--- of another version'
cp -R i old
set_metadata old/gen.* tracuu.schema 999
expect 2 tracuu --index old đất
cp -R i old-words
set_metadata old-words/gen.* tracuu.analyzer 999
expect 2 tracuu --index i --index old-words đất
echo '--- damaged'
cp -R i cut
for table in cut/gen.*/*.glass; do truncate -s 1000 "$table"; done
expect 2 tracuu --index cut đất 2>message
wc -l <message
echo '--- found'
expect 0 tracuu --index i --format paths đất
expect 0 env TRACUU_INDEX=i tracuu --format paths đất
expect 0 env TRACUU_INDEX=nowhere tracuu --index i --format paths đất
mkdir -p home/.local/share/tracuu
cp -R i home/.local/share/tracuu/index
expect 0 tracuu --format paths đất
mkdir -p data/tracuu
mv home/.local/share/tracuu/index data/tracuu/index
expect 0 env XDG_DATA_HOME="$PWD/data" tracuu --format paths đất
echo '--- several as one'
mkdir more
echo 'Luật đất đai sửa đổi' >more/f.txt
age more
expect 0 tracuu-index rebuild --index j more
expect 0 tracuu --index i --index j --format paths 'đất đai' | sort
expect 0 tracuu --index i --index j --count đất
expect 0 tracuu --index i --index i --count đất
