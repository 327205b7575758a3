#!/bin/sh
# What nobody wants in a desk, and disks that take no more.
. "$abs_top_srcdir/tests/lib/cli.sh"

# Succeeds when a file holds nothing that steers a terminal: controls, ESC, DEL, C1, direction overrides, isolates and
# marks, zero-width blanks, separators, byte order marks; and nothing that is not UTF-8.
is_harmless() {
    bad=$(printf '[\001-\010\013-\037\177]|\302[\200-\237]|\342\200[\213\216\217\250-\256]|\342\201[\240-\251]|\357\273\277')
    if LC_ALL=C grep -aEq "$bad" "$1"; then
        LC_ALL=C grep -aEn "$bad" "$1" | head -n 3 | cat -v | cli_show
        return 1
    fi
    iconv -f UTF-8 -t UTF-8 "$1" >/dev/null
}

begin "no list, page or sentence steers the terminal"
UGLY=1
export UGLY
ok sh "$abs_top_srcdir/tests/screen/ugly.sh"
ok is_harmless ugly.log
for list in queue accounts inbox disputes objections notices journal; do
    demur -f desk.db $list --format table >out 2>&1
    ok is_harmless out
    ok test "$(wc -l <out)" -gt 5
done
for what in U-1 U-2 U-16 M-1 objection:2 objection:22 message:1 message:5 dispute:1 dispute:3; do
    demur -f desk.db show $what >out 2>&1
    ok is_harmless out
done
for what in U-1 U-2 "U 903" "$(printf 'U-\033[31m')" "$(printf '\302\2332J')" "$(printf '\377')"; do
    demur -f desk.db why "$what" >out 2>&1
    ok is_harmless out
    demur -f desk.db accounts "$what" >out 2>&1
    ok is_harmless out
done
run demur -f desk.db check
expect_exit 0
run demur -f desk.db verify
expect_exit 0

begin "a long timeline is shown to its end"
demur -f desk.db init --program Velocity --country US --zone America/Chicago 2>/dev/null
printf 'number\nA-1\n' >accounts.csv
awk 'BEGIN { print "account,contact,channel,sent,days,version,message"
    for (i = 1; i <= 900; i++) printf "A-1,a@x.example,email,2014-03-01T%02d:%02d:00Z,30,v%d,<%d@x.example>\n", i / 60, i % 60, i, i }' >notices.csv
demur -f desk.db import accounts accounts.csv 2>/dev/null
printf 'account,email\nA-1,a@x.example\n' >contacts.csv
demur -f desk.db import contacts contacts.csv 2>/dev/null
demur -f desk.db import notices notices.csv 2>/dev/null
demur -f desk.db show A-1 >out
ok test "$(grep -c 'notice sent .*text v' out)" -eq 900

begin "a file that may grow no further is told, and nothing is half done"
demur -f desk.db init --program Velocity --country US --zone America/Chicago 2>/dev/null
awk 'BEGIN { print "number,company"; for (i = 1; i <= 4000; i++) printf "A-%d,Company %d\n", i, i }' >many.csv
run sh -c "ulimit -f $((($(wc -c <desk.db) + 100000) / 512)); exec demur -f desk.db import accounts many.csv"
expect_exit 3
expect_error 'desk.db: '
# What batches were kept are whole, and the same command goes on behind them.
ok test "$(demur -f desk.db accounts --format tsv | wc -l)" -lt 4001
run demur -f desk.db check
expect_exit 0
run demur -f desk.db verify
expect_exit 0
run demur -f desk.db import accounts many.csv
expect_exit 0
ok test "$(demur -f desk.db accounts --format tsv | wc -l)" -eq 4001
run demur -f desk.db check
expect_exit 0

finish
