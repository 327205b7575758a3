#!/bin/sh
# The file itself: made, checked, verified, copied; what is no file of ours is never touched.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

begin "init makes a file for its owner alone, and never over another"
run demur init
expect_exit 0
ok test "$(stat -c %a "$HOME/.local/share/demur/desk.db")" = 600
export DEMUR_FILE="$PWD/other.db"
run demur -p Velocity init --country us-ca --zone Europe/Berlin --days 45
expect_exit 0
expect_error 'other.db: program Velocity, 45 days to object, Europe/Berlin, dana is lead'
echo mine >mine.txt
run demur -f mine.txt init
expect_exit 3
expect_error 'mine.txt: there is a file already'
ok test "$(cat mine.txt)" = mine
ln -s nowhere link.db
run demur -f link.db init
expect_exit 3
while IFS='|' read -r sentence arguments; do
    eval "run demur -f new.db init $arguments"
    expect_exit 2
    expect_error "$sentence"
    expect_form
    ok test ! -e new.db
done <<'END'
--days 0: |--days 0
--days 366: |--days 366
--days 1e2: |--days 1e2
--country Atlantis: |--country Atlantis
--zone Mars/Base: |--zone Mars/Base
--zone ../../etc/passwd: |--zone ../../etc/passwd
too many arguments; it goes demur init|extra
leave out --read-only|--read-only
--dry-run does not go with init|--dry-run
END
run demur -f no/such/place/../new.db init --program ''
ok test "$status" -ne 0

begin "what is no file of demur is refused, not mended"
make_desk
printf 'SQLite format 3' >short.db
: >empty.db
head -c 8192 desk.db >cut.db
for file in accounts.csv short.db empty.db . /dev/null missing.db; do
    cksum "$file" >before 2>/dev/null
    run demur -f "$file" queue
    expect_exit 3
    expect_form
    run demur -f "$file" note A-1 x
    expect_exit 3
    cksum "$file" >after 2>/dev/null
    ok cmp before after
done
run demur -f cut.db accounts
expect_exit 3
if command -v sqlite3 >/dev/null; then
    sqlite3 foreign.db 'CREATE TABLE t(a); INSERT INTO t VALUES (1)'
    run demur -f foreign.db queue
    expect_exit 3
    expect_error 'foreign.db: '
    cp desk.db newer.db
    sqlite3 newer.db 'PRAGMA user_version = 9999' >/dev/null
    run demur -f newer.db queue
    expect_exit 3
    expect_error 'newer'
fi
chmod 644 desk.db
run desk queue
expect_exit 0
expect_error 'can be read by others (mode 644)'

begin "check finds a standing that is not what the facts say, and mends it"
make_desk
run desk check
expect_exit 0
expect_output </dev/null
expect_error '4 accounts and their duties checked, 0 differ'
if ! command -v sqlite3 >/dev/null; then
    skip "sqlite3 is missing"
else
    sqlite3 desk.db "UPDATE standing_kind SET before = 'silent', after = 'silent' WHERE id = (SELECT h.kind FROM standing h JOIN account a ON a.id = h.account WHERE a.number = 'A-2')"
    run desk check
    expect_exit 1
    expect_output_has 'A-2'
    expect_error '1 differ'
    run desk check --mend
    expect_exit 0
    expect_error '1 differed and were mended'
    run desk check
    expect_exit 0
fi

begin "verify finds a journal changed by hand"
make_desk
run desk verify
expect_exit 0
expect_error 'the journal is whole: '
if ! command -v sqlite3 >/dev/null; then
    skip "sqlite3 is missing"
else
    sqlite3 desk.db "UPDATE journal SET agent = 'eve' WHERE sequence = 3" 2>refused
    ok grep -q 'never changed' refused
    run desk verify
    expect_exit 0
    sqlite3 desk.db "DROP TRIGGER journal_stays; UPDATE journal SET agent = 'eve' WHERE sequence = 3"
    run desk verify
    expect_exit 1
    expect_error 'the journal is broken at entry 3 of '
fi

begin "a backup is whole, private, and goes over nothing"
make_desk
run desk backup copy.db
expect_exit 0
expect_error 'copy.db: a copy of desk.db'
ok test "$(stat -c %a copy.db)" = 600
desk journal --format csv >one.csv
demur -f copy.db journal --format csv >two.csv
ok cmp one.csv two.csv
cksum copy.db >before
for path in copy.db desk.db . no/such/place.db; do
    run desk backup "$path"
    expect_exit 3
    expect_form
done
cksum copy.db >after
ok cmp before after
run desk backup
expect_exit 2
ok sh -c "! ls -A | grep '\.db\.'"

begin "a past day is looked at, never written to"
make_desk
run desk --as-of 2014-04-29 accounts --columns number,standing --format tsv
expect_output <<END
number	standing
A-1	silent
A-2	needs_yes
A-3	silent
A-4	unnotified
END
run desk --as-of 2014-04-28 why A-1
expect_exit 1
run desk --as-of tomorrow note A-1 x
expect_exit 1
expect_error 'reading only'
for day in soon 2014-02-30 '' 99999; do
    run desk --as-of "$day" queue
    expect_exit 2
    expect_error 'this is no day'
done
for day in 1899-12-31 2201-01-01 0214-04-03; do
    run desk --as-of "$day" queue
    expect_exit 2
    expect_error "--as-of $day: this day lies outside the years 1900 to 2200; check the year"
done
run desk --as-of yesterday accounts --format tsv --columns number
expect_output <<END
number
END

begin "a past day is told by what was recorded by its end, on every list"
make_desk
quietly desk log A-1 --text "I dispute it." --ruling dispute
export DEMUR_NOW=2014-04-10T15:00:00Z
quietly desk log A-1 --text "Do not." --ruling opt_out
quietly desk resolve 1 withdrawn --words "He wrote so."
printf 'account number,country\nA-1,DE\nA-9,US\n' >later.csv
quietly desk import accounts later.csv
run desk --as-of yesterday export accounts A-1 --columns standing,place --format tsv -o -
expect_output <<END
standing	place
disputed	US
END
run desk export accounts A-1 --columns standing,place --format tsv -o -
expect_output <<END
standing	place
objected	DE
END
run desk --as-of yesterday accounts --format tsv --columns number
expect_output <<END
number
A-1
A-2
A-3
A-4
END
run desk --as-of yesterday queue kind:review --format tsv --columns due,duty,number
expect_output_has 'review a dispute	A-1'
run desk queue kind:review --format tsv --columns due,duty,number
expect_output <<END
due	duty	number
END
run desk --as-of yesterday objections --format tsv --columns id,ruling
expect_output <<END
id	ruling
1	dispute
END
run desk --as-of yesterday disputes --format tsv --columns id,outcome
expect_output <<END
id	outcome
1	
END
run desk --as-of yesterday show objection:2
expect_exit 2
run desk --as-of yesterday journal fact:ruling --format tsv --columns at,text
expect_exit 2
run desk --as-of yesterday journal kind:ruling --format csv --columns kind
expect_output_has 'ruling'
run desk --as-of yesterday why A-1
expect_output_has 'disputed: yes'
for command in queue 'export queue -o -' journal inbox notices ''; do
    # shellcheck disable=SC2086
    run desk --as-of yesterday $command
    expect_exit 0
done

begin "a day is the company's day, wherever the agent sits"
export DEMUR_NOW=2014-04-03T19:02:00Z
quietly desk init --program Velocity --country DE --zone Europe/Berlin
printf 'account number\nA-1\n' >few.csv
quietly desk import accounts few.csv
export DEMUR_NOW=2014-04-05T19:02:00Z
for zone in America/Los_Angeles Asia/Tokyo UTC; do
    export TZ=$zone
    run desk --as-of 2014-04-03 why A-1
    expect_output_has 'on Thu 3 Apr 2014'
    run desk --as-of yesterday why A-1
    expect_output_has 'on Fri 4 Apr 2014'
    run desk --as-of 2014-04-30 why A-1
    expect_output_has 'on Wed 30 Apr 2014'
done
export TZ=UTC DEMUR_NOW=yesterday
run desk queue
expect_exit 2
expect_error 'DEMUR_NOW=yesterday: this is no instant'

begin "a fact put in, taken away or unguarded by hand is found"
make_desk
run desk verify
expect_exit 0
if command -v sqlite3 >/dev/null; then
    ok sqlite3 desk.db "INSERT INTO consent(program, account, voice, source, received, precision, identity, words,
        agent, recorded) VALUES(1, 2, 'company', 'mail', 1396000000, 'minute', 'signed', 'yes', 'eve', 1396000000)"
    run desk verify
    expect_exit 1
    expect_output <<'END'
consent: 1 in the file, 0 in the journal: changed by hand
END
    ok sqlite3 desk.db "DROP TRIGGER consent_remains; DELETE FROM consent"
    run desk verify
    expect_exit 1
    expect_output <<'END'
consent: what keeps its rows from being changed was taken away
END
else
    skip 'no sqlite3'
fi

finish
