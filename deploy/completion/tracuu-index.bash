# bash completion for tracuu-index                                             -*- shell-script -*-

# The archives of the configuration, by their names.
_tracuu_archives()
{
    local file
    for file in "${XDG_CONFIG_HOME:-$HOME/.config}/tracuu/tracuu.conf" /etc/tracuu.conf; do
        if [[ -r $file ]]; then
            sed -n 's/^[[:space:]]*\[archive \(.*\)\][[:space:]]*$/\1/p' "$file"
            return
        fi
    done
}

_tracuu_index()
{
    local cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} word verb=
    # "--log-format=js" comes as three words.
    if [[ $cur == = ]]; then
        cur=
    elif [[ $option == = && $COMP_CWORD -ge 2 ]]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    COMPREPLY=()
    case $option in
    -i | --index)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$cur"; IFS=$'\n'; compgen -W "$(_tracuu_archives)" -- "$cur")
        return
        ;;
    --config | --metrics | --file)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    --log-format) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$cur") && return ;;
    -j | --jobs | --shard | --wait | --max-time | --max-file-size | --map) return ;;
    esac
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W '--index --config --jobs --shard --dry-run --wait --max-time --max-file-size
            --allow-shrink --retry-failed --map --unset --file --ocr --files --check --failed --json --quiet --verbose --log-format --metrics
            --version --help' -- "$cur")
        return
    fi
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in
        update | rebuild | status | verify | compact | stats | dump | load | extract | set) verb=$word ;;
        esac
    done
    case $verb in
    '') mapfile -t COMPREPLY < <(compgen -W 'update rebuild status verify compact stats dump load extract set' -- "$cur") ;;
    update | rebuild | status)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$cur"; IFS=$'\n'; compgen -W "$(_tracuu_archives)" -- "$cur")
        ;;
    set)
        # A file first, then fields.
        word=${COMP_WORDS[COMP_CWORD-1]}
        if [[ $word == set || $word == --unset ]]; then
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        else
            compopt -o nospace
            mapfile -t COMPREPLY < <(compgen -S = -W 'trích-yếu ngày loại số cơ-quan nơi người-ký kỳ-họp nhiệm-kỳ chủ-trì
                title date type number org place signer session term chair' -- "$cur")
        fi
        ;;
    dump | load | extract)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        ;;
    esac
}
complete -F _tracuu_index tracuu-index
