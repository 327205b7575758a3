#!/bin/sh
# Representatives: on file, how far they reach, their objections, and authority account by account.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

make_group() {
    make_desk
    cat >group.csv <<'END'
number,parent,tags
A-3,A-1,"gold, west"
A-4,A-3,
END
    quietly desk import accounts group.csv
}

begin "a representative is put on file with its scope, and shown"
make_group
run desk representative add 'Brown & Co' --kind consultant --mail desk@brown.example --under A-1 --tag gold --future
expect_exit 0
expect_error 'demur: Brown & Co is on file as a representative'
expect_form
run desk representative add 'Privacy Shield' --kind privacy-service --accounts A-2
expect_exit 0
run desk representative list
expect_output <<'END'
Brown & Co  consultant  desk@brown.example  3 accounts
Privacy Shield  privacy service  -  1 account
END
run desk representative show 'brown & co'
expect_output <<'END'
Brown & Co

kind         consultant
mail         desk@brown.example
speaks for   A-1 with all under it, future ones too
             accounts with the tag gold, future ones too
reach        3 accounts, 1 window still open, 0 already released, 0 already objected
END
run desk representative reach 'Brown & Co'
expect_output <<'END'
reach        3 accounts, 1 window still open, 0 already released, 0 already objected
  A-1          open        open    Harbor & Pine Consulting
  A-3          silent      -       Borealis Foods
  A-4          unnotified  -       株式会社さくら
END
run desk accounts tag:gold --columns number,tag --format tsv
expect_output <<END
number	tag
A-3	gold, west
END
run desk journal kind:scope --columns text --format tsv
expect_output <<'END'
text
representative speaks for Privacy Shield: account A-2
representative speaks for Brown & Co: accounts with the tag gold, future ones too
representative speaks for Brown & Co: account with all under it A-1, future ones too
END

begin "what makes no sense is refused with a sentence, and changes nothing"
make_group
quietly desk representative add 'Brown & Co' --accounts A-1
desk journal --format csv >before.csv
while IFS='|' read -r wanted sentence arguments; do
    eval "run desk $arguments"
    expect_exit "$wanted"
    expect_output </dev/null
    expect_error "$sentence"
    expect_form
done <<'END'
2|say add, list, show, reach or object|representative praise
2|say whose name|representative show
2|no representative is called "Nobody"|representative show Nobody
2|say for whom the representative speaks|representative add 'White & Co'
2|no account has the number A-9|representative add 'White & Co' --accounts A-9
2|no account has the number A-9|representative add 'White & Co' --accounts A-1 --under A-9
2|there is no such word|representative add 'White & Co' --kind wizard --accounts A-1
2|it has no @|representative add 'White & Co' --mail nowhere --accounts A-1
1|on file as other|representative add 'brown & co' --kind lawyer --accounts A-1
2|it takes no name|representative list Brown
2|no representative is called|log --text no --representative Nobody
2|the voice is "the company"|log --text no --voice company --representative 'Brown & Co'
2|too few arguments|authority 1
2|say the number of the objection|authority A-1 proven
2|there is no objection 9|authority 9 asked
2|authority is asked, proven, refused or disowned|authority 9 perhaps
END
desk journal --format csv >after.csv
ok cmp before.csv after.csv

begin "a dry run shows the reach and saves nothing; the objection holds all of it at once"
make_group
quietly desk representative add 'Brown & Co' --under A-1
quietly desk log A-3 --text 'No.' --ruling opt_out
run desk representative object 'Brown & Co' --text 'For our clients: no.' --dry-run
expect_exit 0
expect_output <<'END'
reach        3 accounts, 1 window still open, 0 already released, 1 already objected
  A-1          open        open    Harbor & Pine Consulting
  A-3          objected    -       Borealis Foods
  A-4          unnotified  -       株式会社さくら
END
expect_error ''
run desk objections voice:representative --columns id --format tsv
expect_output <<'END'
id
END
run desk representative object 'Brown & Co' --text 'For our clients: no.' --source letter --received 2014-04-01
expect_exit 0
expect_output_has 'reach        3 accounts'
expect_error 'demur: logged objection:2 for 3 accounts, opt-out'
run desk accounts --sort number --columns number,standing --format tsv
expect_output <<END
number	standing
A-1	held
A-2	needs_yes
A-3	objected
A-4	held
END
run desk queue kind:authority --columns due,number --format tsv
expect_output <<END
due	number
2014-04-17	A-1 A-3 A-4
END

begin "authority is said account by account; the client's own word lifts the claim, with evidence"
make_group
quietly desk representative add 'Brown & Co' --kind lawyer --under A-1
quietly desk representative object 'Brown & Co' --text 'For our clients: no.'
run desk authority 1 proven A-1
expect_exit 2
expect_error 'say on what evidence'
run desk authority 1 disowned A-3
expect_exit 2
expect_error 'what the client said itself'
run desk authority 1 proven A-2 --evidence paper
expect_exit 1
expect_error 'not tied to objection 1'
run desk authority objection:1 asked
expect_exit 0
expect_error 'demur: objection:1: authority for 3 accounts: proof asked for'
run desk authority 1 proven A-1 --evidence 'signed on 2 April'
expect_exit 0
run desk authority 1 disowned A-3 --evidence 'Bo Reyes: they do not act for us'
expect_exit 0
run desk accounts --sort number --columns number,standing --format tsv
expect_output <<END
number	standing
A-1	objected
A-2	needs_yes
A-3	silent
A-4	held
END
run desk show objection:1
expect_output_has 'a representative for others: Brown & Co, lawyer; authority: 1 proof asked for, 1 proven, 1 denied by the client itself'
expect_output_has 'A-1 Harbor & Pine Consulting: authority proven, signed on 2 April'
run desk done 1 --words 'all settled'
expect_exit 1
expect_error 'say of each account what became of the authority'
run desk authority 1 refused --evidence 'no paper came'
expect_exit 0
run desk queue kind:authority --columns id --format tsv
expect_output <<END
id
END
run desk check
expect_exit 0
run desk verify
expect_exit 0

begin "a message of a representative on file is read for all in its scope"
make_group
cat >thread.txt <<'END'
March 28th, 2014 09:00

Plans to share our records

On behalf of my clients: no.

March 29th, 2014 08:00

Thanks for the update.

END
quietly desk intake thread.txt
quietly desk representative add 'Brown & Co' --under A-1
run desk classify message:1 opt_out --representative 'Brown & Co'
expect_exit 0
run desk show objection:1
expect_output_has 'Brown & Co, other; authority: asserted'
expect_output_has 'A-4'
run desk classify message:2 bystander --representative 'Brown & Co'
expect_exit 2

begin "a scope for future ones reaches into every program, whichever an import works in"
make_group
if command -v sqlite3 >/dev/null; then
    ok sqlite3 desk.db "INSERT INTO program VALUES(2, 'Second', 30, 'US', 'America/Chicago', 0, 4, 14, 3)"
    quietly desk representative add 'Brown & Co' --under A-1 --future
    quietly desk -p Second representative object 'Brown & Co' --text 'Stop.' --ruling opt_out
    printf 'number,company,country,parent\nA-9,New One,US,A-1\n' >new.csv
    quietly desk import accounts new.csv
    printf 'number,contact email,channel,sent,days\nA-9,,email,2014-02-20,30\n' >sent.csv
    run desk -p Second import notices sent.csv
    expect_exit 0
    run desk -p Second accounts A-9 --columns standing --format tsv
    expect_output <<'END'
standing
held
END
else
    skip 'there is no sqlite3 to add a program'
fi

begin "what went to a partner already is counted, and recalled once the authority is proven"
make_group
cat >partners.csv <<'END'
partner,kind
Acme,reseller
END
quietly desk import partners partners.csv
quietly desk gate release --to Acme -o out.csv
quietly desk representative add 'Brown & Co' --under A-1
run desk representative reach 'Brown & Co'
expect_output <<'END'
reach        3 accounts, 1 window still open, 1 already released, 0 already objected
  A-1          open        open    Harbor & Pine Consulting
  A-3          silent      -       Borealis Foods, already released
  A-4          unnotified  -       株式会社さくら
END
quietly desk representative object 'Brown & Co' --text 'For our clients: no.'
quietly desk authority 1 proven A-3 --evidence 'signed on 2 April'
run desk queue kind:recall --columns number --format tsv
expect_output <<END
number
A-3
END

finish
