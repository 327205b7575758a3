#!/bin/sh
# The desk on a throw-away file with a small invented program.
. "$abs_top_srcdir/tests/lib/cli.sh"

begin "without a terminal the demo prints its queue and is gone afterwards"
export TMPDIR="$PWD"
run demur demo
expect_exit 0
expect_error ''
expect_output_has 'review a dispute'
expect_output_has 'Harbor & Pine Consulting'
expect_output_has 'today'
ok test "$(wc -l <"$cli_root/output")" -gt 35
ok test -z "$(ls -A)"

begin "the same day shows the same queue"
run demur demo
cp "$cli_root/output" first
run demur demo
ok cmp first "$cli_root/output"

begin "a demo in a directory is kept, whole, and ours alone"
run demur demo kept/here
expect_exit 0
expect_error 'the demo is kept in kept/here/desk.db'
expect_output_has 'review a dispute'
ok test -z "$(ls -A kept/here | grep -Ev '^desk\.db(-wal|-shm)?$')"
ok test "$(stat -c %a kept/here/desk.db)" = 600
run demur -f kept/here/desk.db verify
expect_exit 0
run demur -f kept/here/desk.db check
expect_exit 0
expect_error ' 0 differ'
run demur -f kept/here/desk.db inbox
expect_output_has 'gh0st_invoice'

begin "a demo that is there already is not made again"
run demur demo kept
run demur demo kept
expect_exit 2
expect_error 'kept/desk.db is there already'

begin "without its data the demo says what is missing and leaves nothing"
export TMPDIR="$PWD" DEMUR_DATA="$PWD/nowhere"
run demur demo
expect_exit 3
expect_error 'nowhere/jurisdictions.csv'
ok test -z "$(ls -A)"

finish
