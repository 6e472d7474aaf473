# Score a TREC run against judgements: P@1, R@10, MRR@10, nDCG@10 in percent, means over all queries of
# the judgements; a query without results scores 0. Gain 2^grade - 1, discount log2(rank + 1) (Jarvelin
# and Kekalainen, "Cumulated gain-based evaluation of IR techniques", 2002).
#
# awk -v half=all|even|odd -v prefix=PATH/ -f score.awk QRELS RUN
# QRELS: query<TAB>document<TAB>grade. RUN: query Q0 path rank score tag. A path counts as the document
# whose name it is below `prefix`, with or without its ending. even and odd count queries from 0.
FNR == NR {
    split($0, field, "\t")
    if (!(field[1] in number)) {
        number[field[1]] = queries++
    }
    grade[field[1], field[2]] = field[3]
    if (field[3] > 0) {
        relevant[field[1]]++
        grades[field[1]] = grades[field[1]] " " field[3]
    }
    next
}
$4 <= 10 {
    path = $3
    if (index(path, prefix) == 1) {
        path = substr(path, length(prefix) + 1)
    }
    name = path
    sub(/.*\//, "", name)
    sub(/\.[^.]*$/, "", name)
    g = 0
    if (($1, path) in grade) {
        g = grade[$1, path]
    } else if (($1, name) in grade) {
        g = grade[$1, name]
    }
    if (g > 0) {
        if (!($1 in first) || $4 < first[$1]) {
            first[$1] = $4
        }
        found[$1]++
        gain[$1] += (2 ^ g - 1) / (log($4 + 1) / log(2))
    }
}
END {
    for (query in number) {
        if (half == "even" && number[query] % 2 != 0 || half == "odd" && number[query] % 2 != 1) {
            continue
        }
        total++
        if (!(query in relevant)) {
            continue
        }
        # Ideal order: grades descending, by counting, as they are small integers.
        count = split(grades[query], list, " ")
        delete of_grade
        top = 0
        for (i = 1; i <= count; i++) {
            of_grade[list[i]]++
            top = list[i] > top ? list[i] : top
        }
        ideal = 0
        rank = 0
        for (g = top; g > 0; g--) {
            for (i = 0; i < of_grade[g] && rank < 10; i++) {
                rank++
                ideal += (2 ^ g - 1) / (log(rank + 1) / log(2))
            }
        }
        if (query in first) {
            mrr += 1 / first[query]
            p1 += first[query] == 1
            r10 += found[query] / relevant[query]
            ndcg += gain[query] / ideal
        }
    }
    if (total == 0) {
        print "score.awk: no judged query" > "/dev/stderr"
        exit 2
    }
    printf "%.2f\t%.2f\t%.2f\t%.2f\t%d\n", 100 * p1 / total, 100 * r10 / total, 100 * mrr / total,
        100 * ndcg / total, total
}
