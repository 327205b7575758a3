#!/bin/sh
# What went out and now stands against disclosure is asked back.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/gate.sh"

recalls() {
    run demur -f desk.db queue kind:recall --format tsv --columns number,level,due,partner,reason
}

begin "an opt-out after a release opens one recall a partner that got the data"
gate_desk_copy
ok demur -f desk.db gate release --to 'Acme Resellers' -o acme.csv
ok demur -f desk.db gate release --to Beta -o beta.csv number:A-3
ok demur -f desk.db log A-1 --text 'not with us' --ruling opt_out
recalls
expect_output <<'END'
number	level	due	partner	reason
A-1	agent	2014-04-04	Acme Resellers	Acme Resellers: recall 1, an opt-out of Thu 3 Apr 2014 (call)
END
ok demur -f desk.db log A-1 --text 'I said no' --ruling opt_out
ok demur -f desk.db log A-5 --text 'no' --ruling opt_out
ok demur -f desk.db log A-3 --text 'no' --ruling opt_out
run demur -f desk.db queue kind:recall --format tsv --columns number,partner
expect_output <<'END'
number	partner
A-1	Acme Resellers
A-3	Acme Resellers
A-3	Beta
END
run demur -f desk.db queue partner:beta --format tsv --columns number
expect_output <<'END'
number
A-3
END
ok demur -f desk.db verify
ok demur -f desk.db check

begin "the letter says what went, on which day, and what to do by when, and no more"
gate_desk_copy
ok demur -f desk.db gate release --to Beta -o beta.csv --columns number,phone number:A-1
DEMUR_NOW=2014-04-08T12:00:00Z
ok demur -f desk.db log A-1 --text 'my secret reason' --ruling opt_out
run demur -f desk.db recall 1
expect_exit 0
expect_output <<'END'
To Beta
Tue 8 Apr 2014
Recall 1

The data named below, which you had from us under Velocity, must not be used any more.

Whose
  account A-1

What went to you
  Thu 3 Apr 2014, release 1: account number, phone

Please
  1. stop using it at once and pass it on to nobody;
  2. delete it, and have everybody delete it whom you gave it to;
  3. tell us by Wed 9 Apr 2014 that this is done.

Name recall 1 in your answer.
END
run demur -f desk.db recall 7
expect_exit 2
expect_error 'there is no recall 7'

begin "the partner's answer ends the duty; no hand does"
gate_desk_copy
ok demur -f desk.db gate release --to Beta -o beta.csv
ok demur -f desk.db log A-1 --text no --ruling opt_out
id=$(demur -f desk.db queue kind:recall --format tsv --columns id | tail -n 1)
run demur -f desk.db done "$id" --words 'I did it'
expect_exit 1
expect_error "record the partner's answer"
run demur -f desk.db recall 1 --answer deleted
expect_exit 2
expect_error 'say what the partner wrote or said'
run demur -f desk.db recall 1 --answer maybe --words x
expect_exit 2
run demur -f desk.db recall 1 --answer deleted --words x --day 2014-04-04
expect_exit 2
expect_error 'answered in the future'
run demur -f desk.db recall 1 --answer deleted --words 'Deleted on the 3rd, ticket 7'
expect_exit 0
recalls
expect_output <<'END'
number	level	due	partner	reason
END
run demur -f desk.db recall 1 --answer deleted --words again
expect_exit 1
expect_error 'recall 1 is answered already'
run demur -f desk.db recall 1
expect_output_has 'Thu 3 Apr 2014: deleted: Deleted on the 3rd, ticket 7'
run demur -f desk.db show A-1
expect_output_has 'recall 1, Beta: deleted: Deleted on the 3rd, ticket 7'

begin "a refusal goes to legal, whose answer is the last word"
gate_desk_copy
ok demur -f desk.db gate release --to Beta -o beta.csv
ok demur -f desk.db log A-1 --text no --ruling opt_out
ok demur -f desk.db recall 1 --answer refused --words 'our data now'
recalls
expect_output <<'END'
number	level	due	partner	reason
A-1	legal	2014-04-04	Beta	Beta: recall 1, the partner refused
END
ok demur -f desk.db recall 1 --answer none --words 'handed to counsel'
recalls
expect_output <<'END'
number	level	due	partner	reason
END

begin "a dispute, a threat and a bounce ask back too; what nobody has read does not"
gate_desk_copy
ok demur -f desk.db gate release --to Beta -o beta.csv
ok demur -f desk.db log A-1 --text 'hm'
recalls
expect_output <<'END'
number	level	due	partner	reason
END
ok demur -f desk.db classify objection:1 dispute
ok demur -f desk.db log A-4 --text 'you will see' --ruling threat
printf 'account number,message id,outcome,at\nA-3,<3@vendor.example>,bounced,2014-04-03 11:00\n' >deliveries.csv
ok demur -f desk.db import deliveries deliveries.csv
recalls
expect_output <<'END'
number	level	due	partner	reason
A-1	agent	2014-04-04	Beta	Beta: recall 1, an open dispute of Thu 3 Apr 2014 (call)
A-4	agent	2014-04-04	Beta	Beta: recall 2, a threat of Thu 3 Apr 2014 (call)
A-3	agent	2014-04-04	Beta	Beta: recall 3, a notice that failed: it was sent on Mon 3 Mar 2014 and bounced
END

begin "a yes taken back after a release asks back what went by it"
gate_desk_copy
ok demur -f desk.db consent A-2 --voice company --identity reply --text 'yes, please'
ok demur -f desk.db gate release --to Beta -o beta.csv number:A-2
recalls
expect_output <<'END'
number	level	due	partner	reason
END
ok demur -f desk.db withdraw 1 --text 'we changed our mind'
recalls
expect_output <<'END'
number	level	due	partner	reason
A-2	agent	2014-04-04	Beta	Beta: recall 1, a yes taken back: it was given on Thu 3 Apr 2014
END

begin "a limited objection asks back the columns it covers, of that partner alone"
gate_desk_copy
ok demur -f desk.db gate release --to 'Acme Resellers' -o acme.csv
ok demur -f desk.db gate release --to Beta -o beta.csv
ok demur -f desk.db log A-1 --text 'not my number' --ruling not_objection
ok demur -f desk.db limit objection:1 --categories contact_phone --to Beta --reason 'phone alone'
ok demur -f desk.db classify objection:1 opt_out
run demur -f desk.db queue kind:recall --format tsv --columns partner
expect_output <<'END'
partner
Beta
END
run demur -f desk.db recall 1
expect_output_has '  Thu 3 Apr 2014, release 2: phone'
run demur -f desk.db gate release --to Beta -o again.csv number:A-1
expect_output_has 'left out     phone'
run demur -f desk.db gate check acme.csv --to Beta --format tsv
expect_exit 1
expect_output_has 'withheld from this partner: phone'
run demur -f desk.db gate check acme.csv --to 'Acme Resellers'
expect_exit 0

finish
