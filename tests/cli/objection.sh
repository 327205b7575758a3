#!/bin/sh
# Objections: logged, classified, disputed up the ladder; what follows from each, and what a rule refuses.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

# Runs each line's arguments behind `demur -f desk.db`: exit|sentence|arguments. Nothing may change.
refuse_all() {
    desk journal --format csv >before.csv
    while IFS='|' read -r wanted sentence arguments; do
        eval "run desk $arguments"
        expect_exit "$wanted"
        expect_output </dev/null
        expect_error "$sentence"
        expect_form
    done
    desk journal --format csv >after.csv
    ok cmp before.csv after.csv
}

begin "log takes words from the line or standard input, for one account or several"
make_desk
run desk log A-1 A-3 --text "Do not share." --ruling opt_out --source letter --received 2014-03-31 --flags press,orders
expect_exit 0
expect_error 'demur: logged objection:1, opt-out'
printf 'Two lines\nof it.\n\n' >words.txt
run desk log A-4 --text - --received '2014-04-02 09:30' <words.txt
expect_exit 0
expect_error 'logged objection:2, unread'
run desk objections --sort id --columns id,received,source,ruling,number,flag,text --format csv
tr -d '\r' <"$cli_root/output" >got.csv
cp got.csv "$cli_root/output"
expect_output <<'END'
id,received,source,ruling,account number,flags,text
1,2014-03-31,letter,opt_out,A-1 A-3,orders press,Do not share.
2,2014-04-02,call,unread,A-4,,"Two lines
of it."
END
run desk queue --sort id --columns duty,number --format tsv
expect_output <<END
duty	number
honour an opt-out	A-1
honour an opt-out	A-3
read a call	A-4
END
run desk why A-4
expect_exit 1
expect_output_has 'held'

begin "log refuses what is no objection, and changes nothing"
make_desk
refuse_all <<'END'
2|no account has the number A-9|log A-9 --text no
2|no account has the number A-9|log A-1 A-9 --text no
2|an objection needs the customer's words|log A-1
2|an objection needs the customer's words|log A-1 --text '  '
2|an objection needs the customer's words|log A-1 --text - </dev/null
2|received in the future|log A-1 --text no --received 2014-04-04
2|this is no day|log A-1 --text no --received 2014-02-30
2|this is no day|log A-1 --text no --received ''
2|--received 1899-12-31: this day lies outside the years 1900 to 2200|log A-1 --text no --received 1899-12-31
2|this day lies outside the years 1900 to 2200|log A-1 --text no --received '2201-01-01 09:00'
2|this day lies outside the years 1900 to 2200|log A-1 --text no --received 0214-03-28
2|--source pigeon: there is no such word|log A-1 --text no --source pigeon
2|--voice choir: there is no such word|log A-1 --text no --voice choir
2|--ruling maybe: there is no such word|log A-1 --text no --ruling maybe
2|--flags nuclear: |log A-1 --text no --flags nuclear
2|an objection needs an account|log --text no
2|--text needs a value|log A-1 --text
3|the text is not UTF-8|log A-1 --text "$(printf 'caf\351')"
END

begin "classify gives an objection its ruling, voice, flags and accounts in one step"
make_desk
quietly desk log A-1 --text "We speak for our clients." --voice unknown
run desk classify objection:1 opt_out --voice representative --flags competitor --account A-3,A-4 --reason "said so"
expect_exit 0
expect_error 'objection:1 is now read as opt_out'
run desk show objection:1
expect_output_has 'a representative for others'
expect_output_has 'leaves for a competitor'
expect_output_has 'A-4'
run desk queue --columns duty,number --format tsv
expect_output_has 'get proof of authority'
run desk accounts standing:held --columns number --format tsv
expect_output <<'END'
number
A-1
A-3
A-4
END
run desk classify 1 not_objection --reason "an error of ours"
expect_exit 0
run desk accounts standing:held --columns number --format tsv
expect_output <<'END'
number
END
run desk queue --format tsv --columns duty
expect_output <<'END'
duty
END

begin "classify refuses, and then has done none of it"
make_desk
quietly desk log A-1 --text "No." --ruling opt_out
quietly desk log A-3 --text "Not consent." --ruling dispute
refuse_all <<'END'
1|an opt-out is in force: say in the reason why it is none|classify objection:1 question --account A-4 --flags press
1|dispute 1 of this objection is open|classify objection:2 opt_out --account A-4
2|there is no objection 9|classify objection:9 question
2|there is no message 9|classify message:9 question
2|say message:N or objection:N|classify nonsense question
2|say message:N or objection:N|classify message: question
2|an objection is opt_out, dispute, question, threat or not_objection|classify objection:1 nonsense
2|a ruling is needed|classify objection:1 unread --reason again
2|no account has the number A-9|classify objection:1 opt_out --account A-9
2|--voice choir|classify objection:1 opt_out --voice choir
2|--flags loud|classify objection:1 opt_out --flags loud
2|--not-identified goes with a message|classify objection:1 opt_out --not-identified
2|too few arguments|classify objection:1
END

begin "a dispute climbs to community and legal, and who may end it depends on its level"
make_desk
quietly desk log A-1 --text "This is not consent." --ruling dispute
run desk --agent erin escalate 1 lead --reason "large customer" --due +2
expect_exit 0
expect_error 'dispute:1 is with lead'
run desk escalate dispute:1 community --reason "the forum asks"
expect_exit 0
run desk escalate 1 legal --reason "asks for the basis"
expect_exit 0
run desk queue --columns duty,level,number --format tsv
expect_output_has "$(printf 'legal\tA-1')"
ok test "$(desk queue kind:review --format tsv --columns duty | wc -l)" = 2
run desk --agent erin resolve 1 accepted --words "they agree"
expect_exit 1
expect_error 'dispute 1 is with legal: a lead or legal resolves it'
run desk resolve 1 opt_out --words "treated as an opt-out"
expect_exit 0
run desk accounts A-1 --columns number,standing --format tsv
expect_output_has "$(printf 'A-1\tobjected')"
run desk queue --columns duty,number --format tsv
expect_output <<END
duty	number
honour an opt-out	A-1
END
run desk show dispute:1
expect_output_has 'escalated from community to legal'

begin "the ladder refuses a step that is none"
make_desk
quietly desk log A-1 --text "This is not consent." --ruling dispute
refuse_all <<'END'
2|an escalation needs a reason|escalate 1 legal
2|an escalation needs a reason|escalate 1 legal --reason ' '
1|dispute 1 is with agent and cannot go to agent|escalate 1 agent --reason x
2|the levels are agent, lead, community and legal|escalate 1 moon --reason x
2|there is no dispute 7|escalate 7 lead --reason x
2|say the number of the dispute|escalate x lead --reason x
2|say the number of the dispute|escalate message:1 lead --reason x
2|the due day lies in the past|escalate 1 lead --reason x --due 2014-04-01
2|--due someday: this is no day|escalate 1 lead --reason x --due someday
2|the outcomes are opt_out, upheld, accepted and withdrawn|resolve 1 won --words x
2|a resolution needs words|resolve 1 accepted
2|there is no dispute 7|resolve 7 accepted --words x
END

begin "each outcome leaves the standing it must"
make_desk
number=0
for outcome in accepted:silent withdrawn:silent upheld:held opt_out:objected; do
    number=$((number + 1))
    quietly desk log A-3 --text "This is not consent." --ruling dispute
    run desk accounts A-3 --columns standing --format tsv
    expect_output_has 'disputed'
    run desk resolve $number "${outcome%:*}" --words "as decided"
    expect_exit 0
    run desk accounts A-3 --columns standing --format tsv
    expect_output_has "${outcome#*:}"
done
run desk check
expect_exit 0

begin "a message is classified, tied, and looked for"
make_desk
printf 'March 28th, 2014 09:00\n\nOur records\n\nWe object to the sharing.\n\nMarch 28th, 2014 10:00\n\nThanks.\n' >page.txt
quietly desk intake page.txt --as thread
run desk classify message:1 dispute --voice unknown --not-identified
expect_exit 0
run desk queue --columns duty --format tsv
expect_output_has 'find the account of a forum post'
run desk classify message:1 dispute --account A-1 --not-identified
expect_exit 2
run desk classify message:1 dispute --account A-1
expect_exit 0
run desk accounts A-1 --columns standing --format tsv
expect_output_has 'disputed'
run desk queue --columns duty --format tsv
ok sh -c "! grep -q 'find the account' '$cli_root/output'"
run desk classify message:2 bystander
expect_exit 0
run desk classify message:2 staff
expect_exit 2

begin "what frees data that was kept has a reason, and of a threat it is a lead's"
make_desk
quietly desk log A-3 --text "No." --ruling opt_out --voice company
run desk classify objection:1 opt_out --voice representative
expect_exit 1
expect_error 'say in the reason'
run desk classify objection:1 opt_out --voice contact
expect_exit 1
run desk classify objection:1 opt_out --voice contact --reason "It was Bo himself."
expect_exit 0
quietly desk log A-3 --text "You hear from our lawyer." --ruling threat
DEMUR_AGENT=lee
run desk classify objection:2 not_objection --reason "Did not mean it."
expect_exit 1
expect_error 'ask a lead'
run desk classify objection:2 question --reason "Did not mean it."
expect_exit 1
run desk classify objection:2 opt_out
expect_exit 0
DEMUR_AGENT=dana
quietly desk log A-3 --text "You hear from our lawyer." --ruling threat
run desk classify objection:3 not_objection
expect_exit 1
expect_error 'a threat is no yes'
run desk classify objection:3 not_objection --reason "Withdrawn by phone."
expect_exit 0

finish
