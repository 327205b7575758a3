#!/bin/sh
# Several agents on one file at once: no write is lost, who comes second is told, who only reads changes nothing.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

begin "agents who write at the same time lose no write"
make_desk
for agent in ana ben; do
    (
        i=0
        while [ $i -lt 25 ]; do
            i=$((i + 1))
            demur -f desk.db --agent $agent log A-$((i % 4 + 1)) --text "$agent $i" --ruling question ||
                echo "$agent $i" >>failed
        done
    ) >"$agent.out" 2>&1 &
done
i=0
while [ $i -lt 25 ]; do
    i=$((i + 1))
    desk queue --format csv >/dev/null 2>>failed || echo "reading $i" >>failed
done
wait
cat failed | cli_show
ok test ! -s failed
run desk objections --format tsv --columns id
ok test "$(wc -l <"$cli_root/output")" = 51
run desk journal agent:ana kind:objection --format tsv --columns agent
ok test "$(wc -l <"$cli_root/output")" = 26
run desk verify
expect_exit 0
run desk check
expect_exit 0
expect_error '0 differ'

begin "two imports of one list at the same time add it once"
make_desk
awk 'BEGIN { print "account number,company"; for (i = 0; i < 300; i++) print "P-" i ",Company " i }' >many.csv
for agent in ana ben; do
    demur -f desk.db --agent $agent import accounts many.csv >/dev/null 2>"$agent.err" &
done
wait
ok grep -q '300 rows: 300 added' ana.err ben.err
ok grep -q '300 rows: 0 added, 0 changed, 300 the same' ana.err ben.err
run desk verify
expect_exit 0

begin "who comes second is told so, and nothing happens twice"
make_desk
quietly desk log A-3 --text "No." --ruling opt_out
quietly desk log A-1 --text "Not consent." --ruling dispute
quietly desk hold A-2 --reason "asked by legal"
quietly desk --agent ben note A-1 "known from now on"
run desk --agent ben done 1 --words "taken off"
expect_exit 0
run desk done 1 --words "taken off"
expect_exit 1
expect_error 'demur: duty 1 is done already'
run desk resolve 1 withdrawn --words "called back"
expect_exit 0
run desk --agent ben resolve 1 upheld --words "no"
expect_exit 1
expect_error 'dispute 1 is resolved already'
run desk lift 1 --reason "settled"
expect_exit 0
run desk lift 1 --reason "settled"
expect_exit 1
expect_error 'hold 1 is lifted already'
expect_form

begin "a writer who died leaves a file that opens, with what was saved before"
make_desk
mkfifo never
(
    exec demur -f desk.db log A-1 --text - <never 2>/dev/null
) &
victim=$!
exec 8>never
kill -9 $victim
wait $victim 2>/dev/null
exec 8>&-
run desk note A-1 "after the crash"
expect_exit 0
run desk verify
expect_exit 0

begin "who only reads changes nothing"
make_desk
cksum desk.db >before
for command in 'log A-1 --text no' 'note A-1 x' 'hold A-1 --reason x' 'import accounts accounts.csv' 'assign 1 -' \
    'done 1 --words x' 'lift 1 --reason x' 'check --mend'; do
    # shellcheck disable=SC2086
    run desk --read-only $command
    expect_exit 1
    expect_error 'the desk is open for reading only'
    expect_form
done
run desk --read-only init
expect_exit 2
for command in queue accounts 'show A-1' 'why A-3' check verify 'export accounts -o -' 'backup copy.db'; do
    # shellcheck disable=SC2086
    run desk --read-only $command
    expect_exit 0
done
ok test "$(cksum desk.db)" = "$(cat before)"

begin "an agent is the one said, else the environment's, and no name can drive a terminal"
make_desk
quietly desk --agent lee note A-1 one
export DEMUR_AGENT=kim
quietly desk note A-1 two
quietly desk --agent "$(printf 'e\033[2Jve')" note A-1 three
run desk journal kind:note --columns agent,text --format tsv
expect_output_has "$(printf 'lee\tnote: one')"
expect_output_has "$(printf 'kim\tnote: two')"
ok sh -c "! tr -d '\n\t' <'$cli_root/output' | LC_ALL=C grep -q '[[:cntrl:]]'"
export DEMUR_AGENT=dana
run desk assign 1 lee
expect_exit 2
quietly desk log A-3 --text "No." --ruling opt_out
run desk assign 1 lee
expect_exit 0
run desk queue owner:lee --columns owner --format tsv
expect_output_has 'lee'
run desk assign 1 nobody-known
expect_exit 2
expect_error 'nobody called nobody-known works on this desk'
run desk --agent kim assign 1 me
expect_error 'now done by kim'

finish
