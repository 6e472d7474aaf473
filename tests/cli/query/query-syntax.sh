# A query that cannot be parsed is exit status 2, and the message points at the place.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX="$TC_DEMO_INDEX"
expect 2 tracuu 'cải cách "hành chính'
expect 2 tracuu '  (cải cách'
expect 0 tracuu --count 'cải cách)' >count
expect 2 tracuu 'cải AND'
expect 2 tracuu OR cách
expect 2 tracuu NOT
expect 2 tracuu 'cải NEAR/3'
expect 2 tracuu 'cải cách tiêu-đề:'
expect 2 tracuu 'cải cách ngày:hôm-qua'
expect 2 tracuu 'cải cách ngày:2021..2019'
expect 2 tracuu 'cải NEAR/0 cách'
expect 2 tracuu 'số:%'
expect 2 tracuu "$(printf 'ca\314\211i ca\314\201ch "x')"
expect 2 tracuu "$(printf 'x\377y')"
expect 2 tracuu "$(printf '\033[31m(x')"
expect 2 tracuu "$(printf '(%.0s' $(seq 65))x$(printf ')%.0s' $(seq 65))"
expect 0 tracuu --count "$(printf '(%.0s' $(seq 64))đất$(printf ')%.0s' $(seq 64))" >count
expect 2 tracuu "$(printf 'đất%.0s ' $(seq 11500))"
expect 2 tracuu "$(printf 'h* %.0s' $(seq 33))"
expect 2 tracuu "$(printf '"đất đai" %.0s' $(seq 501))"
expect 2 tracuu "x $(printf 'NEAR y %.0s' $(seq 501))"
expect 0 tracuu --count "$(printf '"đất đai" %.0s' $(seq 500))" >count
echo '--- nothing to search for is nothing found'
expect 1 tracuu '- … ! ?'
expect 1 tracuu '""'
expect 1 tracuu ''
expect 1 tracuu xyzzyx
expect 1 tracuu đất AND xyzzyx
