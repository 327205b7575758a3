#!/bin/sh
# Duties, notes and holds by hand.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

begin "a duty is assigned, given back and done with words"
make_desk
quietly desk log A-3 --text "No." --ruling opt_out
run desk assign 1 me
expect_exit 0
expect_error 'duty:1 is now done by dana'
run desk queue owner:me --columns number,owner --format tsv
expect_output_has "$(printf 'A-3\tdana')"
run desk assign duty:1 -
expect_error "duty:1 is nobody's"
printf 'told the mailing house\n' >words.txt
run desk done 1 --words - <words.txt
expect_exit 0
expect_error 'duty:1 is done'
run desk queue --columns number --format tsv
expect_output <<'END'
number
END
run desk show A-3
expect_output_has 'told the mailing house'

begin "what a fact discharges is not done by hand"
make_desk
quietly desk log A-1 --text "No."
quietly desk log A-3 --text "Not consent." --ruling dispute
quietly desk hold A-4 --reason "asked by legal"
ok test "$(desk queue --format tsv --columns id | wc -l)" = 4
for duty in 1 2 3; do
    run desk done $duty --words "done"
    expect_exit 1
    expect_error 'this duty is not marked done by hand: '
done
while IFS='|' read -r wanted sentence arguments; do
    eval "run desk $arguments"
    expect_exit "$wanted"
    expect_error "$sentence"
    expect_form
done <<'END'
2|there is no duty 99|done 99 --words x
2|there is no duty 99|assign 99 me
2|say what was done: it is the proof|done 1
2|say the number of the duty|done x --words x
2|say the number of the duty|assign dispute:1 me
2|say the number of the duty|assign 0 me
2|say the number of the duty|assign -- -1 me
2|nobody called lee works on this desk|assign 1 lee
2|too few arguments|assign 1
2|--words does not go with assign|assign 1 me --words x
END

begin "a note goes to an account, a message or a dispute that is there"
make_desk
quietly desk log A-1 --text "Not consent." --ruling dispute
run desk note A-1 "call before noon"
expect_exit 0
expect_error 'demur: noted'
run desk note dispute:1 "sent the statute"
expect_exit 0
run desk show A-1
expect_output_has 'note: call before noon'
run desk show dispute:1
expect_output_has 'note: sent the statute'
desk journal --format csv >before.csv
while IFS='|' read -r wanted sentence arguments; do
    eval "run desk $arguments"
    expect_exit "$wanted"
    expect_error "$sentence"
    expect_form
done <<'END'
2|no account has the number A-9|note A-9 x
2|there is no message 9|note message:9 x
2|there is no dispute 9|note dispute:9 x
2|the note is empty|note A-1 ''
2|too few arguments|note A-1
2|too many arguments|note A-1 two words
3|the text is not UTF-8|note A-1 "$(printf 'caf\351')"
END
desk journal --format csv >after.csv
ok cmp before.csv after.csv

begin "a hold holds until it is lifted or over, and an agent may not lift it"
make_desk
run desk why A-3
expect_exit 0
run desk hold A-3 --reason "court order" --until 2014-04-10
expect_exit 0
expect_error 'hold:1 keeps A-3 from disclosure'
run desk why A-3
expect_exit 1
run desk --as-of 2014-04-10 why A-3
expect_exit 1
run desk --as-of 2014-04-11 why A-3
expect_exit 1
expect_error 'a day to come'
expect_output_has '? NOT YET: silent'
expect_output_has 'Only if nobody objects until then.'
run desk --as-of 2014-04-11 show A-3
expect_output_has 'disclose     NOT YET: silent'
run desk --agent erin lift 1 --reason "over"
expect_exit 1
expect_error 'erin works with level agent, which may not do this'
run desk lift hold:1 --reason "order withdrawn"
expect_exit 0
run desk why A-3
expect_exit 0
desk journal --format csv >before.csv
while IFS='|' read -r wanted sentence arguments; do
    eval "run desk $arguments"
    expect_exit "$wanted"
    expect_error "$sentence"
    expect_form
done <<'END'
2|a hold needs a reason|hold A-3
2|no account has the number A-9|hold A-9 --reason x
2|the hold would have expired already|hold A-3 --reason x --until 2014-04-02
2|--until soon: this is no day|hold A-3 --reason x --until soon
2|--until 2201-01-01: this day lies outside the years 1900 to 2200|hold A-3 --reason x --until 2201-01-01
1|hold 1 is lifted already|lift 1 --reason x
2|lifting a hold needs a reason|lift 1
2|there is no hold 9|lift 9 --reason x
END
desk journal --format csv >after.csv
ok cmp before.csv after.csv

finish
