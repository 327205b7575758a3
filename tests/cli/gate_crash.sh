#!/bin/sh
# A release that is killed at any instant leaves, once the desk is started again, both release and file or neither.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/gate.sh"

library=$abs_top_builddir/tests/lib/crash.so

crash_at() { # N COMMAND...
    crash_step=$1
    shift
    crash_status=0
    CRASH_AT=$crash_step LD_PRELOAD=$library ASAN_OPTIONS="$ASAN_OPTIONS:verify_asan_link_order=0" \
        "$@" >crash.out 2>crash.err || crash_status=$?
}

release_at() { # N
    rm -f desk.db* out.csv .demur-release*
    cp start.db desk.db
    crash_at "$1" demur -f desk.db gate release --to Beta -o out.csv
}

# The next start; what it mends, it mends whole: the one after it has nothing to do.
start_again() { # AFTER
    run demur -f desk.db note A-1 "started again after $1"
    expect_exit 0
    if grep -q 'was interrupted' "$cli_root/error"; then
        run demur -f desk.db note A-1 "and again after $1"
        expect_exit 0
        expect_nothing_mended
    fi
}

expect_nothing_mended() {
    ok test "$(cat "$cli_root/error")" = 'demur: noted'
}

# What must hold once the desk has been started for writing: both or neither, whole, and nothing beside.
expect_both_or_neither() {
    ok demur -f desk.db verify
    demur -f desk.db gate releases --format tsv | sed 1d >releases
    if [ -e out.csv ]; then
        ok test "$(cut -f 6,8 releases)" = "complete	$(gate_hash out.csv)"
        ok test "$(grep -c . out.csv)" = 5
        ok test "$(stat -c %a out.csv)" = 600
        both=$((both + 1))
    else
        ok test ! -s releases
        neither=$((neither + 1))
    fi
    ok test "$(find . -name '.demur-release*')" = ''
}

begin "the library ends a program where it should"
ok test -s "$library"
gate_desk_copy
cp desk.db start.db
release_at 1
works=yes
if [ "$crash_status" -ne 137 ]; then
    works=
    skip "a library cannot be preloaded here (status $crash_status)"
fi

# Two steps are remembered: the last that leaves a file but no release, and the last that leaves a release whose file
# is not in place.
intent=0
begun=0

for torn in '' 1; do
    begin "killed at each step${torn:+, half of the write done}: after the next start both or neither"
    [ -n "$works" ] || { skip "a library cannot be preloaded here"; continue; }
    if [ -n "$torn" ]; then
        CRASH_TORN=1
        export CRASH_TORN
    fi
    gate_desk_copy
    mv desk.db start.db
    step=0 both=0 neither=0 crash_status=137
    while [ "$crash_status" -eq 137 ] && [ "$step" -lt 2000 ] && [ -z "$cli_failed" ]; do
        step=$((step + 1))
        release_at "$step"
        left=$(find . -name '.demur-release*' -size +0)
        start_again "step $step"
        expect_both_or_neither
        if [ -n "$left" ] && [ -z "$torn" ]; then
            if [ -e out.csv ]; then
                begun=$step
            else
                intent=$step
            fi
        fi
    done
    unset CRASH_TORN
    ok test "$crash_status" -eq 0
    ok test "$neither" -gt 10
    ok test "$both" -gt 3
    ok test "$intent" -gt 0
    ok test "$begun" -gt "$intent"
    printf '# %d steps: %d times both, %d times neither\n' "$step" "$both" "$neither"
done

for kind in begun intent; do
    begin "a start that is itself killed while it mends leaves the rest to the next (release $kind)"
    [ -n "$works" ] || { skip "a library cannot be preloaded here"; continue; }
    gate_desk_copy
    mv desk.db start.db
    if [ "$kind" = begun ]; then
        release_at "$begun"
    else
        release_at "$intent"
    fi
    for file in desk.db* .demur-release*; do
        [ ! -e "$file" ] || cp "$file" "kept.$file"
    done
    mend=0 both=0 neither=0 crash_status=137
    while [ "$crash_status" -eq 137 ] && [ "$mend" -lt 500 ] && [ -z "$cli_failed" ]; do
        mend=$((mend + 1))
        rm -f desk.db* out.csv .demur-release*
        for file in kept.*; do
            cp "$file" "${file#kept.}"
        done
        crash_at "$mend" demur -f desk.db note A-1 'mending'
        start_again "mending step $mend"
        expect_both_or_neither
    done
    ok test "$crash_status" -eq 0
    ok grep -q 'was interrupted' crash.err
    if [ "$kind" = begun ]; then
        ok test "$neither" -eq 0
    else
        ok test "$both" -eq 0
    fi
done

begin "a release that another process is still making is left alone"
if command -v flock >/dev/null && [ -n "$works" ]; then
    gate_desk_copy
    mv desk.db start.db
    release_at "$intent"
    temporary=$(find . -name '.demur-release*')
    run flock "$temporary" demur -f desk.db note A-1 'meanwhile'
    expect_nothing_mended
    ok test -e "$temporary"
    run demur -f desk.db note A-1 'the maker is gone'
    expect_error 'a release to Beta was interrupted before it was made: nothing was released'
    ok test ! -e "$temporary"
else
    skip 'no flock'
fi

begin "a release that another start undid before its file was there is refused, and leaves nothing"
if [ -n "$works" ]; then
    gate_desk_copy
    mv desk.db start.db
    MEANWHILE="demur -f desk.db note A-1 meanwhile 2>other.err"
    export MEANWHILE
    release_at 0
    unset MEANWHILE
    ok test "$crash_status" -eq 3
    ok grep -q 'another desk that was started meanwhile undid this release: repeat it' crash.err
    ok grep -q 'a release to Beta was interrupted before it was made: nothing was released' other.err
    both=0 neither=0
    start_again 'it was undone'
    expect_both_or_neither
    ok test "$neither" -eq 1
    crash_at 0 demur -f desk.db gate release --to Beta -o out.csv
    ok test "$crash_status" -eq 0
    expect_both_or_neither
    ok test "$both" -eq 1
else
    skip "a library cannot be preloaded here"
fi

begin "what recovery did is said and in the journal"
if [ -n "$works" ]; then
    gate_desk_copy
    mv desk.db start.db
    release_at "$begun"
    run demur -f desk.db note A-1 'look'
    expect_error "release 1 to Beta was interrupted: it is complete now, its file is $PWD/out.csv"
    run demur -f desk.db journal --format tsv --columns kind,text kind:release_end
    expect_output <<'END'
kind	text
release_end	release 1 to Beta is complete
END
else
    skip "a library cannot be preloaded here"
fi

begin "who objected between a release and its file is not in it: the release is void"
[ -n "$works" ] || skip "a library cannot be preloaded here"
if [ -n "$works" ]; then
    gate_desk_copy
    mkdir there
    cp desk.db start.db
    for step in "$begun" "$((begun - 1))"; do
        rm -rf desk.db* there/out.csv there/.demur-release*
        cp start.db desk.db
        crash_at "$step" demur -f desk.db gate release --to Beta -o there/out.csv
        [ -e there/out.csv ] || break
    done
    ok test ! -e there/out.csv
    mv there away
    run demur -f desk.db log A-3 --text 'not mine' --ruling opt_out
    expect_exit 0
    expect_error 'cannot be mended yet'
    mv away there
    run demur -f desk.db note A-1 'started again'
    expect_error 'is void: A-3 may not go any more, nothing was delivered'
    ok test "$(find there -type f)" = ''
    run demur -f desk.db gate releases --format tsv
    expect_output_has '	void	'
    run demur -f desk.db queue kind:recall --format tsv --columns number
    expect_output <<'END'
number
END
    ok demur -f desk.db verify
fi

finish
