#!/bin/sh
# The bench's data is the same twice and taken in whole, and what measures keeps to its form. Nothing here looks at a clock.
. "$abs_top_srcdir/tests/lib/cli.sh"

bench=$abs_top_builddir/tests/bench

begin "the same seed makes the same lists, another seed others"
mkdir one two three
run "$bench/generate" --accounts 1000 --directory one
expect_exit 0
run "$bench/generate" --accounts 1000 --directory two
run "$bench/generate" --accounts 1000 --seed 8 --directory three
for list in accounts contacts notices deliveries; do
    ok cmp -s "one/$list.csv" "two/$list.csv"
    ok test "$(wc -l <"one/$list.csv")" -gt 900
    ok sh -c '! cmp -s "$1" "$2"' sh "one/$list.csv" "three/$list.csv"
done
ok cmp -s one/mails.mbox two/mails.mbox
ok grep -q '^Content-Type: text/plain' one/mails.mbox

begin "every shape is taken in without a refused row, with every standing"
for shape in one-country shared-prefix one-parent one-day ordinary; do
    rm -rf made && mkdir made
    run "$bench/generate" --accounts 300 --shape "$shape" --directory made --desk made/desk.db
    expect_exit 0
    expect_error ''
done
run "$bench/generate" --accounts 1000 --directory made --desk made/desk.db
export DEMUR_NOW=2014-04-30T17:00:00Z
for standing in objected disputed held consented unnotified void needs_yes open conditions silent; do
    run demur -f made/desk.db accounts "standing:$standing" --limit 1 --columns standing --format tsv
    expect_output_has "$standing"
done
run demur -f made/desk.db check
expect_exit 0
run demur -f made/desk.db verify
expect_exit 0

begin "a measuring program prints rows of seven cells and leaves the data as it was"
mkdir -p data/100 scratch
run "$bench/generate" --accounts 100 --directory data/100 --desk data/100/desk.db
cksum data/100/* >before
export BENCH_DIR="$PWD/data" BENCH_SCRATCH="$PWD/scratch" BENCH_ACCOUNTS=100 BENCH_RUNS=1 DEMUR_NOW=2014-04-30T17:00:00Z
for figure in figure_log figure_import; do
    run "$bench/$figure"
    expect_exit 0
    expect_error ''
    ok sh -c 'awk -F "\t" "NF != 7 || \$5 !~ /^(-|[0-9.]+x?)\$/ { exit 1 } END { exit NR < 2 }" "$1"' sh "$cli_root/output"
done
ok sh -c 'cksum data/100/* | cmp -s - before'

begin "a seed of the data is asked for in words that are known"
run "$bench/generate" --accounts 10 --shape round --directory .
expect_exit 2
run "$bench/generate" --accounts 0 --directory .
expect_exit 2

begin "rows become a table with a verdict each"
printf 'in time\t1.5\t2\t0.750\t1.0x\ts\t\nlate\t3\t2\t1.500\t1.0x\ts\tslow\nbig\t70\t-\t-\t64\tMB\t\nalone\t7\t-\t-\t1.0x\ts\tno peer\nsaid\t8\t9\t0.889\t-\ts\t\n' >rows
run sh "$abs_top_srcdir/tests/bench/run" --table rows
expect_exit 0
expect_output <<'END'
work                                                 ours       peer unit     ratio  target
in time                                               1.5          2 s         0.75    1.0x  reached
late                                                    3          2 s         1.50    1.0x  RED           slow
big                                                    70          - MB           -      64  RED
alone                                                   7          - s            -    1.0x  not measured  no peer
said                                                    8          9 s         0.89       -
END
printf 'too few cells\t1\n' >rows
run sh "$abs_top_srcdir/tests/bench/run" --table rows
expect_exit 1

begin "a program that cannot measure ends the bench with a status of its own"
printf '#!/bin/sh\nprintf "a\\t1\\t2\\t0.500\\t1.0x\\ts\\t\\n"\n' >good
printf '#!/bin/sh\nexit 1\n' >bad
chmod +x good bad
export BENCH_GENERATE="$bench/generate" BENCH_DIR="$PWD/data" DEMUR_DATA
run env BENCH_FIGURES="$PWD/good" sh "$abs_top_srcdir/tests/bench/run" 10
expect_exit 0
expect_output_has 'reached'
printf 'before\n<!-- bench: begin -->\nold\n<!-- bench: end -->\nafter\n' >page.md
run env BENCH_FIGURES="$PWD/good $PWD/bad" sh "$abs_top_srcdir/tests/bench/run" --write page.md 10
expect_exit 1
expect_error 'bad could not measure'
ok grep -q '^after$' page.md
ok grep -q 'reached' page.md
ok sh -c '! grep -q "^old$" page.md'

finish
