#include "config.h"
#include "tests/bench/bench.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"

void bench_add(struct bench_series *series, double value)
{
    if (series->count == sizeof series->values / sizeof *series->values)
        bench_fail("more than %zu measurements of one thing", series->count);
    series->values[series->count++] = value;
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

double bench_quantile(struct bench_series *series, double share)
{
    size_t at = (size_t)(share * (double)series->count);

    if (!series->count)
        bench_fail("nothing was measured");
    qsort(series->values, series->count, sizeof *series->values, compare);
    return series->values[at < series->count ? at : series->count - 1];
}

double bench_median(struct bench_series *series)
{
    double high = bench_quantile(series, 0.5);
    size_t middle = series->count / 2;

    return series->count % 2 ? high : (series->values[middle - 1] + high) / 2;
}

void bench_costs_add(struct bench_costs *costs, struct bench_cost cost)
{
    bench_add(&costs->wall, cost.wall);
    bench_add(&costs->cpu, cost.user + cost.system);
    bench_add(&costs->peak, cost.peak);
}

static void number_print(double number)
{
    if (number < 0)
        fputs("\t-", stdout);
    else
        printf("\t%.6g", number);
}

void bench_row(const char *work, double ours, double peer, const char *target, const char *unit,
               const char *note)
{
    fputs(work, stdout);
    number_print(ours);
    number_print(peer);
    if (ours >= 0 && peer > 0)
        printf("\t%.3f", ours / peer);
    else
        fputs("\t-", stdout);
    printf("\t%s\t%s\t%s\n", target, unit, note ? note : "");
}

void bench_row_costs(const char *work, struct bench_costs *ours, struct bench_costs *peer, const char *target,
                     const char *why)
{
    double wall = bench_median(&ours->wall), cpu = bench_median(&ours->cpu);
    struct str note = {0};

    if (peer) {
        double other = bench_median(&peer->cpu);

        str_add_format(&note, "cpu %.3g/%.3g s = %.2fx, peak %.0f/%.0f MB", cpu, other,
                       other > 0 ? cpu / other : 0, bench_median(&ours->peak), bench_median(&peer->peak));
    } else {
        str_add_format(&note, "cpu %.3g s, peak %.0f MB", cpu, bench_median(&ours->peak));
    }
    if (why && *why)
        str_add_format(&note, "; %s", why);
    bench_row(work, wall, peer ? bench_median(&peer->wall) : -1, target, "s", str_text(&note));
    str_clear(&note);
}
