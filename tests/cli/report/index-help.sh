# Each verb has its own help: what it takes, and nothing else; in Vietnamese nothing of it is English.
. "$TC_CLI/lib.sh"
options() { sed -n 's/^  \(-., \)\{0,1\}\(--[a-z-]*\).*/\2/p' | LC_ALL=C sort | tr '\n' ' '; }
tracuu-index --help | options | tr ' ' '\n' | grep . >all
for verb in update rebuild status verify compact stats dump load extract set; do
    expect 0 tracuu-index $verb --help >help
    sed -n '2p;4p' help
    options <help
    echo
    # What it does not name is refused, but for what all take.
    tr ' ' '\n' <all | while read -r option; do
        grep -q -- "^  \(-., \)\{0,1\}$option\b" help && continue
        case $option in
        --jobs | --wait | --max-time) value=$option=1 ;;
        --shard) value=--shard=1/2 ;;
        --max-file-size) value=$option=1M ;;
        --metrics | --file) value=$option=m ;;
        --map) value=--map=/a=/b ;;
        *) value=$option ;;
        esac
        tracuu-index $verb "$value" 2>&1 | grep -q 'does not take' || echo "$verb takes $option, which its help does not name"
    done
done
expect 2 tracuu-index frobnicate --help
export LC_ALL=vi_VN.UTF-8
tracuu-index update --help | head -n 4
{ tracuu-index --help; for verb in update status dump; do tracuu-index $verb --help; done; tracuu --help; } |
    grep -E 'OPTION|PATH|FILE|QUERY|Usage|Options|VERB|DIR|SECONDS|BYTES' | grep -v PATHS
true
