#!/bin/sh
# A forum page comes in once, again when it grew, and never when it is none. The page of the corpus is only read.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

page=${DEMUR_CORPUS:-$abs_top_srcdir/../shared/corpus}/forum/thread-velocity.txt

# A page of our own making, as a browser's selection gives it.
make_page() {
    cat >page.txt <<'END'
Harbor

3 Posts

March 28th, 2014 09:00

Plans to share our records

This is not consent. We object to the sharing of our data and our lawyer will look at it.

OldIron

12 Posts

March 28th, 2014 10:00

Thanks for the update, I have no objection.

Sam

Community Manager

54 Posts

March 28th, 2014 12:00

This is being looked into. When we know more, we will post.
END
}

begin "a page of our own comes in, and a second time adds nothing"
make_desk
make_page
run desk intake page.txt --dry-run
expect_exit 0
expect_output <<'END'
post 1: 2014-03-28 09:00, Harbor: new; suggested: opt-out; voice the company; legal steps
post 2: 2014-03-28 10:00, OldIron: new; suggested: no objection
post 3: 2014-03-28 12:00, Sam: new; suggested: a staff promise
END
expect_error '3 messages: 3 added, 0 changed, 0 vanished, 0 the same; 0 quoted notices (dry run: nothing was changed)'
run desk inbox --format tsv --columns id
ok test "$(wc -l <"$cli_root/output")" = 1
run desk intake page.txt
expect_exit 0
expect_output </dev/null
expect_error '3 messages: 3 added'
desk journal --format csv >before.csv
run desk intake page.txt
expect_error '3 messages: 0 added, 0 changed, 0 vanished, 3 the same'
desk journal --format csv >after.csv
ok cmp before.csv after.csv
run desk queue kind:answer --columns duty --format tsv
expect_output_has 'answer as promised'

begin "a page that changed says which posts did, and has them read again"
make_desk
make_page
quietly desk intake page.txt
quietly desk classify message:2 no_objection
sed 's/I have no objection/I object now/; /^Sam$/,$d' page.txt >later.txt
printf 'Ada\n\n3 Posts\n\nMarch 29th, 2014 08:00\n\nPlease remove our company from this.\n' >>later.txt
run desk intake later.txt --dry-run
expect_exit 0
expect_output_has 'post 1: 2014-03-28 09:00, Harbor: the same'
expect_output_has 'post 2: 2014-03-28 10:00, OldIron: changed'
expect_output_has 'post 3: 2014-03-29 08:00, Ada: new'
expect_output_has 'message:3: vanished'
run desk intake later.txt
expect_exit 0
expect_error '3 messages: 1 added, 1 changed, 1 vanished, 1 the same'
run desk show message:2
expect_output_has 'the post was changed'
run desk show message:3
expect_output_has 'the post has vanished'
run desk queue --format tsv --columns reason
expect_output_has 'read it again'
run desk intake later.txt
expect_error '3 messages: 0 added, 0 changed, 0 vanished, 3 the same'
run desk verify
expect_exit 0

begin "what is no page is refused, and the file stays as it was"
make_desk
desk journal --format csv >before.csv
printf 'just a note\n' >note.txt
: >empty.txt
for file in note.txt empty.txt accounts.csv missing.txt . /dev/null desk.db; do
    run desk intake "$file"
    expect_exit 3
    expect_form
done
make_page
run desk intake page.txt --as mail
expect_exit 2
expect_error '--as mail'
run desk intake page.txt --charset KLINGON
expect_exit 2
run desk intake
expect_exit 2
run desk --read-only intake page.txt
expect_exit 1
sed 's/lawyer/lawy\xe9r/' page.txt >latin.txt
run desk intake latin.txt
expect_exit 3
expect_error '--charset'
desk journal --format csv >after.csv
ok cmp before.csv after.csv
run desk intake latin.txt --charset windows-1252
expect_exit 0
run desk show message:1
expect_output_has 'lawyér'

begin "a hostile page stays text"
make_desk
make_page
sed 's/OldIron/Old\x1b[2JIron\xe2\x80\xae/; s/Thanks/\x1b]0;owned\x07Thanks/; s/$/\r/' page.txt >hostile.txt
for what in 'intake hostile.txt -n' 'intake hostile.txt' inbox 'show message:2' queue; do
    # shellcheck disable=SC2086
    run desk $what
    expect_exit 0
    ok sh -c "! cat '$cli_root/output' '$cli_root/error' | tr -d '\n' | LC_ALL=C grep -q '[[:cntrl:]]'"
    ok sh -c "! cat '$cli_root/output' '$cli_root/error' | LC_ALL=C grep -q \"\$(printf '\342\200\256')\""
done

# A line of `show` by its label.
shown() { # MESSAGE LABEL
    desk show "message:$1" | sed -n "s/^$2  *//p" | head -n 1
}

corpus() { # NAME
    begin "$1"
    make_desk
    [ -f "$page" ] && return 0
    skip "no corpus at $page"
    return 1
}

if corpus "the page of the corpus: eight messages in order, as printed"; then
    run desk intake "$page"
    expect_exit 0
    expect_error '8 messages: 8 added, 0 changed, 0 vanished, 0 the same; 1 quoted notices'
    for number in 1 2 3 4 5 6 7 8; do
        shown $number printed
    done >printed.txt
    ok test "$(cat printed.txt)" = "Thu 27 Mar 2014 10:00, to the hour, zone unknown
Thu 27 Mar 2014 10:00, to the hour, zone unknown
Thu 27 Mar 2014 10:00, to the hour, zone unknown
Thu 27 Mar 2014 10:00, to the hour, zone unknown
Thu 27 Mar 2014 12:00, to the hour, zone unknown
Fri 28 Mar 2014 16:00, to the hour, zone unknown
Fri 28 Mar 2014 16:00, to the hour, zone unknown
Fri 28 Mar 2014 16:00, to the hour, zone unknown"
    for number in 1 2 3 4 5 6 7 8; do
        ok test "$(shown $number from)" = 'author not shown'
    done
    for number in 5 7 8; do
        ok test "$(shown $number role)" = 'Community Manager'
        ok test "$(shown $number posts)" = '54.9K'
    done
    ok test "$(shown 3 posts)" = 459
    for number in 1 2 4 6; do
        ok test "$(shown $number role)$(shown $number posts)" = ''
    done
    ok test -n "$(shown 4 'staff edit')"
    ok test -z "$(shown 1 'staff edit')$(shown 2 'staff edit')$(shown 6 'staff edit')"
fi

if corpus "the page of the corpus: the notice quoted in the first post"; then
    quietly desk intake "$page"
    ok test -n "$(shown 1 notice)"
    ok test "$(shown 1 days)" = 30
    ok sh -c "case '$(shown 1 opt-out)' in *opt-out@*) ;; *) exit 1 ;; esac"
    run desk show message:1
    expect_output_has 'The notice would disclose'
    ok test "$(sed '1,/^The notice would disclose/d; /^$/,$d' "$cli_root/output" | wc -l)" -ge 8
    for number in 2 3 4 5 6 7 8; do
        ok test -z "$(shown $number days)"
    done
fi

if corpus "the page of the corpus: what each message may be"; then
    quietly desk intake "$page"
    run desk inbox --sort id --columns id,suggested,flag --format tsv
    expect_output <<END
id	suggested	flag
1	an objection: disputes the basis	orders competitor
2	an objection: disputes the basis	legal
3	a bystander	
4	no objection	competitor
5	a staff promise	
6	an objection: disputes the basis	competitor press
7	a staff statement cleared by legal	
8	a staff statement	
END
    ok test "$(shown 1 scope)" = 'any of our customers'
    ok test "$(shown 1 suggested)" = 'an objection: disputes the basis; voice a representative for others'
    ok test -n "$(shown 8 to)"
    run desk queue --format tsv --columns duty
    ok test "$(grep -c 'read a forum post' "$cli_root/output")" = 8
    ok test "$(grep -c 'answer as promised' "$cli_root/output")" = 1
fi

if corpus "the page of the corpus: twice adds nothing, a longer copy adds what is new"; then
    quietly desk intake "$page"
    run desk intake "$page"
    expect_error '8 messages: 0 added, 0 changed, 0 vanished, 8 the same'
    # The third post goes, the sixth changes, two come.
    awk '/^459 Posts/ { gone = 1 } gone && /^March/ { seen++; if (seen == 2) gone = 0 } !gone' "$page" |
        sed -e 's/Plain and simple/Changed and simple/' -e '/^No Events found/,$d' >longer.txt
    printf 'March 31st, 2014 09:00\n\nWe are still waiting.\n\nAda\n\n2 Posts\n\nMarch 31st, 2014 11:00\n\nSame here.\n' \
        >>longer.txt
    run desk intake longer.txt
    expect_exit 0
    expect_error '9 messages: 2 added, 1 changed, 1 vanished, 6 the same'
    ok test "$(shown 6 'later copy')" = 'the post was changed'
    ok test "$(shown 3 'later copy')" = 'the post has vanished'
    run desk intake longer.txt
    expect_error '9 messages: 0 added, 0 changed, 0 vanished, 9 the same'
    run desk intake "$page"
    expect_error ' 0 added, 1 changed, 2 vanished'
    run desk verify
    expect_exit 0
fi

finish
