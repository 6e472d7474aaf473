#include "option/completion.h"

#include <string.h>

/* `text` with each TOKEN of `tokens`, NULL-ended pairs of a token and what it stands for, replaced.
 * Takes `text`. */
static char *
fill(char *text, const char *const *tokens)
{
    for (; tokens[0] != NULL; tokens += 2) {
        g_auto(GStrv) parts = g_strsplit(text, tokens[0], -1);
        g_free(text);
        text = g_strjoinv(tokens[1], parts);
    }
    return text;
}

/* "tracuu-index" as a name of a function: "tracuu_index". */
static char *
function_name(const char *program)
{
    return g_strdelimit(g_strdup(program), "-", '_');
}

/* "-i | --index | --under": the options of a kind, as a pattern of case; NULL when there are none.
 * Free with g_free(). */
static char *
pattern_of_kinds(const TcOptionRow *options, guint kinds)
{
    GString *pattern = g_string_new(NULL);
    for (const TcOptionRow *row = options; row->name != NULL; row++) {
        if (!(kinds & 1u << row->kind))
            continue;
        if (row->letter != 0)
            g_string_append_printf(pattern, "%s-%c", pattern->len > 0 ? " | " : "", row->letter);
        g_string_append_printf(pattern, "%s--%s", pattern->len > 0 ? " | " : "", row->name);
    }
    return g_string_free(pattern, pattern->len == 0);
}

static void
add_case(GString *out, const char *pattern, const char *reply)
{
    if (pattern != NULL)
        g_string_append_printf(out,
                               "    %s)\n        compopt -o filenames\n"
                               "        mapfile -t COMPREPLY < <(%s)\n        return\n        ;;\n",
                               pattern, reply);
}

#define FILES    "compgen -f -- \"$cur\""
#define FOLDERS  "compgen -d -- \"$cur\""
#define ARCHIVES "_tracuu_archives \"$cur\""

/* What completes the value of an option. */
static char *
bash_values(const TcOptionRow *options)
{
    GString *out = g_string_new(NULL);
    g_autofree char *indexes = pattern_of_kinds(options, 1u << TC_OPTION_INDEX);
    g_autofree char *folders = pattern_of_kinds(options, 1u << TC_OPTION_FOLDER);
    g_autofree char *files = pattern_of_kinds(options, 1u << TC_OPTION_FILE);
    g_autofree char *others =
        pattern_of_kinds(options, 1u << TC_OPTION_INT | 1u << TC_OPTION_NUMBER |
                                      1u << TC_OPTION_TEXT | 1u << TC_OPTION_BYTES);
    add_case(out, indexes, FOLDERS "; " ARCHIVES);
    add_case(out, folders, FOLDERS);
    add_case(out, files, FILES);
    for (const TcOptionRow *row = options; row->name != NULL; row++)
        if (row->choices != NULL) {
            g_autofree char *words = g_strjoinv(" ", (char **)row->choices);
            g_string_append_printf(
                out,
                "    --%s) mapfile -t COMPREPLY < <(compgen -W '%s' -- \"$cur\") && return ;;\n",
                row->name, words);
        }
    if (others != NULL)
        g_string_append_printf(out, "    %s) return ;;\n", others);
    return g_string_free(out, FALSE);
}

/* "update | rebuild": the verbs that take such arguments, all of them for `kinds` 0. */
static char *
join_verbs(const TcVerbRow *verbs, guint kinds, const char *between)
{
    GString *out = g_string_new(NULL);
    for (; verbs->name != NULL; verbs++)
        if (kinds == 0 || (kinds & 1u << verbs->argument))
            g_string_append_printf(out, "%s%s", out->len > 0 ? between : "", verbs->name);
    return g_string_free(out, FALSE);
}

/* What completes a word that is no option. */
static char *
bash_words(const TcVerbRow *verbs, const char *const *fields)
{
    static const char template[] =
        "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
        "        case $word in\n"
        "        @ALL@) verb=$word ;;\n"
        "        esac\n"
        "    done\n"
        "    case $verb in\n"
        "    '') mapfile -t COMPREPLY < <(compgen -W '@WORDS@' -- \"$cur\") ;;\n"
        "    @PATHS@)\n"
        "        compopt -o filenames\n"
        "        mapfile -t COMPREPLY < <(" FILES "; " ARCHIVES ")\n"
        "        ;;\n"
        "    @FILES@)\n"
        "        compopt -o filenames\n"
        "        mapfile -t COMPREPLY < <(" FILES ")\n"
        "        ;;\n"
        "    @FIELDS@)\n"
        "        # A file first, then fields.\n"
        "        word=${COMP_WORDS[COMP_CWORD-1]}\n"
        "        if [[ $word == \"$verb\" || $word == --* ]]; then\n"
        "            compopt -o filenames\n"
        "            mapfile -t COMPREPLY < <(" FILES ")\n"
        "        else\n"
        "            compopt -o nospace\n"
        "            mapfile -t COMPREPLY < <(compgen -S = -W '@NAMES@' -- \"$cur\")\n"
        "        fi\n"
        "        ;;\n"
        "    esac\n";
    if (verbs == NULL)
        return g_strdup("");
    g_autofree char *all = join_verbs(verbs, 0, " | ");
    g_autofree char *words = join_verbs(verbs, 0, " ");
    g_autofree char *paths = join_verbs(verbs, 1u << TC_OPTION_PATHS, " | ");
    g_autofree char *files = join_verbs(verbs, 1u << TC_OPTION_FILE, " | ");
    g_autofree char *of_fields = join_verbs(verbs, 1u << TC_OPTION_FIELDS, " | ");
    g_autofree char *names = g_strjoinv(" ", (char **)fields);
    return fill(g_strdup(template),
                (const char *const[]){"@ALL@", all, "@WORDS@", words, "@PATHS@", paths, "@FILES@",
                                      files, "@FIELDS@", of_fields, "@NAMES@", names, NULL});
}

static const char bash_template[] =
    "# bash completion for @PROGRAM@                                 -*- shell-script -*-\n"
    "# Made from the table of its options.\n\n"
    "# The archives of the configuration, by their names, that begin with $1. What a "
    "configuration\n"
    "# holds is never expanded.\n"
    "_tracuu_archives()\n"
    "{\n"
    "    local i file named= name\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        case ${COMP_WORDS[i]} in\n"
    "        --config=*) named=${COMP_WORDS[i]#*=} ;;\n"
    "        --config)\n"
    "            named=${COMP_WORDS[i + 1]}\n"
    "            [[ $named != = ]] || named=${COMP_WORDS[i + 2]}\n"
    "            ;;\n"
    "        esac\n"
    "    done\n"
    "    named=${named//[\\\\\\'\\\"]/}\n"
    "    if [[ ${named:0:2} == '~/' ]]; then\n"
    "        named=$HOME/${named:2}\n"
    "    fi\n"
    "    for file in \"${named:-${XDG_CONFIG_HOME:-$HOME/.config}/tracuu/tracuu.conf}\" "
    "\"${named:-/etc/tracuu.conf}\"; do\n"
    "        if [[ -r $file ]]; then\n"
    "            sed -n 's/^[[:space:]]*\\[archive \\(.*\\)\\][[:space:]]*$/\\1/p' \"$file\" "
    "|\n"
    "                while IFS= read -r name; do\n"
    "                    [[ $name != \"$1\"* ]] || printf '%s\\n' \"$name\"\n"
    "                done\n"
    "            return\n"
    "        fi\n"
    "    done\n"
    "}\n\n"
    "_@FUNCTION@()\n"
    "{\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} word verb=\n"
    "    # \"--format=js\" comes as three words.\n"
    "    if [[ $cur == = ]]; then\n"
    "        cur=\n"
    "    elif [[ $option == = && $COMP_CWORD -ge 2 ]]; then\n"
    "        option=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    fi\n"
    "    COMPREPLY=()\n"
    "    case $option in\n"
    "@VALUES@"
    "    esac\n"
    "    if [[ $cur == @DASHES@ ]]; then\n"
    "        mapfile -t COMPREPLY < <(compgen -W '@OPTIONS@' -- \"$cur\")\n"
    "        return\n"
    "    fi\n"
    "@REST@"
    "}\n"
    "complete -F _@FUNCTION@ @PROGRAM@\n";

char *
tc_completion_bash(const char *program, const TcOptionRow *options, const TcVerbRow *verbs,
                   const char *const *fields)
{
    g_autofree char *function = function_name(program);
    g_autofree char *values = bash_values(options);
    g_autofree char *rest = bash_words(verbs, fields);
    /* Beside words of the user's, one dash begins a word that is excluded. */
    const char *dashes = verbs != NULL ? "-*" : "--* || $cur == -";
    g_autoptr(GString) names = g_string_new(NULL);
    for (const TcOptionRow *row = options; row->name != NULL; row++)
        g_string_append_printf(names, "%s--%s", names->len > 0 ? " " : "", row->name);
    return fill(g_strdup(bash_template),
                (const char *const[]){"@PROGRAM@", program, "@FUNCTION@", function, "@VALUES@",
                                      values, "@DASHES@", dashes, "@OPTIONS@", names->str, "@REST@",
                                      rest, NULL});
}

/* In single quotes of zsh, within a specification where ':', '[' and ']' mean something. */
static char *
quote_zsh(const char *text)
{
    GString *out = g_string_new(NULL);
    for (; *text != '\0'; text++)
        if (*text == '\'')
            g_string_append(out, "'\\''");
        else if (strchr(":[]\\", *text) != NULL)
            g_string_append_printf(out, "\\%c", *text);
        else
            g_string_append_c(out, *text);
    return g_string_free(out, FALSE);
}

static char *
zsh_action(const TcOptionRow *row)
{
    switch (row->kind) {
    case TC_OPTION_CHOICE:
    case TC_OPTION_LIST: {
        g_autofree char *words = g_strjoinv(" ", (char **)row->choices);
        return row->kind == TC_OPTION_CHOICE ? g_strdup_printf("(%s)", words)
                                             : g_strdup_printf("_values -s , value %s", words);
    }
    case TC_OPTION_FILE:
        return g_strdup("_files");
    case TC_OPTION_FOLDER:
        return g_strdup("_files -/");
    case TC_OPTION_INDEX:
        return g_strdup("_tracuu_archives_and _files -/");
    default:
        return g_strdup("");
    }
}

/* '(-n --limit)'{-n+,--limit=}'[show at most N hits]:n:' */
static void
add_zsh_option(GString *out, const TcOptionRow *row)
{
    gboolean is_flag = row->kind == TC_OPTION_FLAG;
    gboolean ends = strcmp(row->name, "version") == 0 || strcmp(row->name, "help") == 0;
    g_autofree char *what = quote_zsh(row->what);
    g_autofree char *action = zsh_action(row);
    g_autofree char *lower = g_utf8_strdown(row->value != NULL ? row->value : "", -1);
    g_autofree char *value = quote_zsh(lower);
    g_autofree char *tail = is_flag ? g_strdup_printf("[%s]'", what)
                                    : g_strdup_printf("[%s]:%s:%s'", what, value, action);
    if (row->letter == 0) {
        g_string_append_printf(out, "    '%s--%s%s%s \\\n", row->is_repeated ? "*" : "", row->name,
                               is_flag ? "" : "=", tail);
        return;
    }
    if (row->is_repeated)
        g_string_append(out, "    '*'");
    else if (ends)
        g_string_append(out, "    '(- *)'");
    else
        g_string_append_printf(out, "    '(-%c --%s)'", row->letter, row->name);
    g_string_append_printf(out, "{-%c%s,--%s%s}'%s \\\n", row->letter, is_flag ? "" : "+",
                           row->name, is_flag ? "" : "=", tail);
}

char *
tc_completion_zsh(const char *program, const TcOptionRow *options, const TcVerbRow *verbs)
{
    static const char head[] =
        "#compdef @PROGRAM@\n"
        "# zsh completion for @PROGRAM@, made from the table of its options.\n\n"
        "# The archives of the configuration, by their names, beside what a command gives.\n"
        "_tracuu_archives_and()\n"
        "{\n"
        "    local file named\n"
        "    local -a names\n"
        "    local -i i\n"
        "    for ((i = 2; i < CURRENT; i++)); do\n"
        "        case $words[i] in\n"
        "        --config=*) named=${words[i]#*=} ;;\n"
        "        --config) named=$words[i+1] ;;\n"
        "        esac\n"
        "    done\n"
        "    named=${(Q)named}\n"
        "    if [[ ${named[1,2]} == '~/' ]]; then\n"
        "        named=$HOME/${named[3,-1]}\n"
        "    fi\n"
        "    for file in ${named:-${XDG_CONFIG_HOME:-$HOME/.config}/tracuu/tracuu.conf} "
        "${named:-/etc/tracuu.conf}; do\n"
        "        if [[ -r $file ]]; then\n"
        "            names=(${(f)\"$(sed -n 's/^[[:space:]]*\\[archive "
        "\\(.*\\)\\][[:space:]]*$/\\1/p' $file)\"})\n"
        "            break\n"
        "        fi\n"
        "    done\n"
        "    (( $#names )) && compadd -a names\n"
        "    \"$@\"\n"
        "}\n\n"
        "_arguments -s -S \\\n";
    GString *out = g_string_new(head);
    for (const TcOptionRow *row = options; row->name != NULL; row++)
        add_zsh_option(out, row);
    if (verbs == NULL) {
        /* Without anything to choose from, zsh would not look for options, either. */
        g_string_append(out, "    '*:query:()'\n");
    } else {
        g_string_append(out, "    '1:verb:((");
        for (const TcVerbRow *verb = verbs; verb->name != NULL; verb++) {
            g_autofree char *what = quote_zsh(verb->what);
            g_string_append_printf(out, "%s%s\\:\"%s\"", verb == verbs ? "" : "\n              ",
                                   verb->name, what);
        }
        g_string_append(out, "))' \\\n    '*:path:_tracuu_archives_and _files'\n");
    }
    return fill(g_string_free(out, FALSE), (const char *const[]){"@PROGRAM@", program, NULL});
}
