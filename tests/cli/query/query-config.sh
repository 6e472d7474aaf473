# Which indexes are searched by the configuration.
. "$TC_CLI/lib.sh"
mkdir -p srv/one srv/two
echo 'Nghị quyết về đất đai' >srv/one/a.txt
echo 'Luật đất đai' >srv/two/b.txt
age srv
cat >tracuu.conf <<END
[archive một]
path=$PWD/srv/one
[archive hai]
path=$PWD/srv/two
index=$PWD/hai
END
expect 0 tracuu-index --config tracuu.conf update
echo '--- all of them as one'
expect 0 tracuu --config tracuu.conf --format paths 'đất đai' | sort
echo '--- by name, and by folder'
expect 0 tracuu --config tracuu.conf --index một --format paths 'đất đai'
expect 0 tracuu --config tracuu.conf --index hai --format paths 'đất đai'
expect 0 tracuu --config tracuu.conf --index ./hai --format paths 'đất đai'
expect 0 tracuu --config tracuu.conf --index hai --index một --count 'đất đai'
echo '--- the environment counts more, and an option most'
expect 0 env TRACUU_INDEX="$PWD/hai" tracuu --config tracuu.conf --format paths 'đất đai'
expect 0 env TRACUU_INDEX="$PWD/hai" tracuu --config tracuu.conf --index một --format paths 'đất đai'
echo '--- that of the user'
cp tracuu.conf home/.config/tracuu/tracuu.conf
expect 0 tracuu --count 'đất đai'
echo '--- what cannot be'
expect 2 tracuu --index ba 'đất đai'
expect 2 tracuu --config nowhere.conf 'đất đai'
echo 'path=/srv' >bad.conf
expect 2 tracuu --config bad.conf 'đất đai'
cp bad.conf home/.config/tracuu/tracuu.conf
expect 2 tracuu 'đất đai'
expect 0 tracuu --version >/dev/null
echo '--- an index that no night has brought up to date for long'
mkdir -p fresh && echo 'Nghị quyết cũ' >fresh/a.txt
printf '[tracuu]\nindex=%s/aged\n[archive a]\npath=%s/fresh\n' "$PWD" "$PWD" >aged.conf
expect 0 tracuu-index --config aged.conf update
expect 0 tracuu --config aged.conf --format paths nghị quyết
sed -i 's/^ended=.*/ended=1583000000/' aged/runs
expect 0 env TZ=UTC tracuu --config aged.conf --format paths nghị quyết
echo 'stale-after=never' >never && sed '1r never' aged.conf >never.conf
expect 0 tracuu --config never.conf --format paths nghị quyết
