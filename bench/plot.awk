# Draws the table of bench/queue-size as SVG: three panels over the number of messages in the queue, which has a logarithmic scale.
# Reads a table with a line of names and tabs between columns.

BEGIN {
    FS = "\t"
    panel[1] = "accepted_per_s"; title[1] = "accepted a second beside the backlog"
    panel[2] = "cpu_ms"; title[2] = "processor time a message, accepted and relayed, ms"
    panel[3] = "drained_per_s"; title[3] = "of the backlog sent a second"
    panels = 3; width = 300; height = 200; gap = 70; top = 40
}

NR == 1 {
    for (i = 1; i <= NF; i++) column[$i] = i
    next
}

{
    rows++
    queued[rows] = $column["queued"]
    for (p = 1; p <= panels; p++) {
        value[p, rows] = $column[panel[p]] + 0
        if (value[p, rows] > most[p]) most[p] = value[p, rows]
    }
}

# The next of 1, 2, 5, 10 ... that is not less.
function roundUp(x,    unit) {
    unit = 1
    while (unit < x) unit *= 10
    while (unit / 10 >= x) unit /= 10
    if (unit / 5 >= x) return unit / 5
    return unit / 2 >= x ? unit / 2 : unit
}

function x(p, n) {
    return gap + (p - 1) * (width + gap) + (log(n) - log(queued[1])) / (log(queued[rows]) - log(queued[1]) + 1e-9) * width
}

function y(p, v) {
    return top + height - v / roundUp(most[p]) * height
}

function words(at, below, anchor, text) {
    printf "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"%s\">%s</text>\n", at, below, anchor, text
}

END {
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n",
        panels * (width + gap) + gap / 2, top + height + 60
    print "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>"
    for (p = 1; p <= panels; p++) {
        left = x(p, queued[1])
        words(left, top - 15, "start", title[p])
        for (part = 0; part <= 4; part++) {
            v = roundUp(most[p]) * part / 4
            printf "<path d=\"M%.0f %.0f h%d\" stroke=\"#ddd\"/>\n", left, y(p, v), width
            words(left - 5, y(p, v) + 4, "end", v "")
        }
        points = ""
        for (i = 1; i <= rows; i++) {
            points = points sprintf("%.0f,%.0f ", x(p, queued[i]), y(p, value[p, i]))
            printf "<circle cx=\"%.0f\" cy=\"%.0f\" r=\"4\" fill=\"#1f5fa8\"/>\n", x(p, queued[i]), y(p, value[p, i])
            words(x(p, queued[i]), y(p, value[p, i]) - 8, "middle", value[p, i] "")
            words(x(p, queued[i]), top + height + 18, "middle", queued[i])
        }
        printf "<polyline points=\"%s\" fill=\"none\" stroke=\"#1f5fa8\" stroke-width=\"2\"/>\n", points
        words(left + width / 2, top + height + 38, "middle", "messages in the queue")
    }
    print "</svg>"
}
