# The configuration: archives by name, each into its index; what is said on the command line counts more.
. "$TC_CLI/lib.sh"
mkdir -p srv/hdnd/nháp srv/tinh-uy srv/riêng
echo 'Nghị quyết về đất đai' >srv/hdnd/a.txt
echo 'Bản nháp' >srv/hdnd/nháp/b.txt
echo 'Tạm' >srv/hdnd/c.tmp
echo 'Báo cáo kinh tế' >srv/tinh-uy/d.txt
echo 'Sao lưu' >srv/tinh-uy/d.bak
echo 'Thông báo' >srv/riêng/e.txt
echo 'Sao lưu' >srv/riêng/e.bak
age srv
cat >tracuu.conf <<END
# Three archives, two indexes.
[tracuu]
index=$PWD/index
exclude=*.tmp

[archive hội-đồng]
path=$PWD/srv/hdnd
exclude=nháp

[archive tỉnh-ủy]
path=$PWD/srv/tinh-uy

[archive riêng]
path=$PWD/srv/riêng
index=$PWD/private
exclude=$PWD/srv/riêng/*.bak
END
run() { expect 0 tracuu-index --config tracuu.conf "$@"; }
echo '--- all archives'
run update
run status --files
run status --files --index riêng
run verify
run stats --json | grep -o '"index":"[^"]*","documents":[0-9]*'
echo '--- one by its name, a path of one'
echo 'Nghị quyết mới' >srv/hdnd/f.txt
echo 'Thông báo mới' >srv/riêng/g.txt
echo 'Báo cáo mới' >srv/tinh-uy/h.txt
run update tỉnh-ủy
expect 1 tracuu-index --config tracuu.conf status --files tỉnh-ủy srv/hdnd/f.txt srv/riêng/g.txt
run update srv/riêng/g.txt
run status --files riêng
# However its name is composed.
run update "$(printf 'ho\314\243\314\202i-đo\314\202\314\200ng')"
run status --files hội-đồng
echo '--- a rebuild of one takes those that share its index'
run rebuild hội-đồng
run status --files
echo '--- what is excluded afterwards goes, without --allow-shrink; a pattern that leaves nothing is refused'
sed 's/^exclude=\*.tmp$/&;srv;*.txt/' tracuu.conf >more.conf
expect 1 tracuu-index --config more.conf update
expect 1 tracuu-index --config more.conf rebuild hội-đồng
expect 0 tracuu-index --config more.conf status --files
expect 0 tracuu-index --config more.conf update --allow-shrink
expect 0 tracuu-index --config more.conf status --files
run update
sed 's/^exclude=\*.tmp$/&;[ad].txt/' tracuu.conf >more.conf
expect 0 tracuu-index --config more.conf update
expect 0 tracuu-index --config more.conf status --files
run update
echo '--- a pattern that leaves nothing out is told to who asks'
sed 's/^exclude=\*.tmp$/&;*.tpm/; s/^exclude=nháp/exclude=nhap/' tracuu.conf >slip.conf
expect 0 tracuu-index --config slip.conf update --verbose 2>&1 | grep -c '^tracuu-index: .*pattern'
expect 0 tracuu-index --config slip.conf update --verbose 2>&1 | grep '^tracuu-index: .*pattern'
expect 0 tracuu-index --config slip.conf update
run update
echo '--- an index that is said takes the place of that of all archives without their own'
run update --index other
run status --files --index other
TRACUU_INDEX=$PWD/private run stats --json | grep -o '"index":"[^"]*","documents":[0-9]*'
echo '--- limits, and the command line over them'
echo 'max-file-size=10' >>tracuu.conf
expect 2 tracuu-index --config tracuu.conf update
sed -i '$d; s/^exclude=\*.tmp/&\nmax-file-size=10\nlog-format=json\njobs=1\nwait=0/' tracuu.conf
echo 'Báo cáo thứ hai' >srv/tinh-uy/i.txt
expect 3 tracuu-index --config tracuu.conf update --index limited tỉnh-ủy 2>log
grep -o '"path":.*,"reason":"[^"]*"' log
expect 0 tracuu-index --config tracuu.conf update --index limited --retry-failed --max-file-size 1K --log-format text tỉnh-ủy
run status --files --index limited
echo '--- one that fails does not keep the others from being indexed'
sed -i '/^max-file-size/d; /^log-format/d' tracuu.conf
mv srv/hdnd srv/gone
echo 'Thông báo cuối' >srv/riêng/z.txt
expect 3 tracuu-index --config tracuu.conf update
run status --files riêng
mv srv/gone srv/hdnd
echo '--- without --config: that of the user'
mkdir -p home/.config/tracuu
cp tracuu.conf home/.config/tracuu/tracuu.conf
expect 0 tracuu-index status --files riêng
env XDG_CONFIG_HOME="$PWD/nowhere" tracuu-index status --files riêng
echo '--- what cannot be'
expect 2 tracuu-index --config nowhere.conf status
expect 2 tracuu-index --config srv status
expect 2 tracuu-index --config= status
printf '[tracuu]\njbos=1\n' >bad.conf
expect 2 tracuu-index --config bad.conf status
expect 2 env LC_ALL=vi_VN.UTF-8 tracuu-index --config bad.conf status
expect 0 tracuu-index --config bad.conf --version
echo '--- a dump is of one index'
cp tracuu.conf home/.config/tracuu/tracuu.conf
expect 2 tracuu-index dump all.zst
expect 0 tracuu-index dump --index riêng private.zst
expect 0 tracuu-index load --index loaded private.zst
expect 0 tracuu-index status --files --index loaded
