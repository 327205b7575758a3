# The library for command line tests sees what it should: small scripts that use it, and the TAP they print.
. "$abs_top_srcdir/tests/lib/cli.sh"

# Runs the script on standard input with the library, on a program that is a shell script.
library() {
    cat >inner.sh
    printf '#!/bin/sh\n%s\n' "$program" >program
    chmod +x program
    run env DEMUR="$PWD/program" abs_top_srcdir="$abs_top_srcdir" sh -c '. "$abs_top_srcdir/tests/lib/cli.sh"
        . ./inner.sh' sh
}

begin "a test that holds"
program='echo "shown $1"; echo "warned" >&2; exit 1'
library <<'END'
begin "all is well"
run demur A-1
expect_exit 1
expect_output <<'WANTED'
shown A-1
WANTED
expect_output_has 'shown'
expect_error 'warned'
ok test ! -e inner.sh
finish
END
expect_exit 0
expect_error ''
expect_output <<'END'
ok 1 - all is well
1..1
END

begin "each expectation can fail, and the next test starts afresh"
program='echo "shown"; echo "warned" >&2; touch made; exit 3'
library <<'END'
begin "exit"
run demur
expect_exit 0
begin "output"
run demur
expect_output <<'WANTED'
hidden
WANTED
begin "part of the output"
run demur
expect_output_has 'hidden'
begin "error"
run demur
expect_error 'praised'
begin "no error"
run demur
expect_error ''
begin "command"
ok test -e made
begin "none"
finish
END
expect_exit 0
expect_output <<'END'
# `demur` exited with 3 instead of 0, and said:
#   shown
#   warned
not ok 1 - exit
# `demur` wrote something else (- wanted, + written):
#   @@ -1 +1 @@
#   -hidden
#   +shown
not ok 2 - output
# `demur` did not write "hidden" but:
#   shown
not ok 3 - part of the output
# `demur` did not complain "praised" but:
#   warned
not ok 4 - error
# `demur` complained:
#   warned
not ok 5 - no error
# this should hold: test -e made
not ok 6 - command
ok 7 - none
1..7
END

begin "a last line without its end is a difference"
program='printf shown'
library <<'END'
begin "line end"
run demur
expect_output <<'WANTED'
shown
WANTED
finish
END
expect_output_has 'not ok 1 - line end'

begin "a skip says why"
library <<'END'
begin "corpus"
skip "there is none here"
finish
END
expect_output <<'END'
ok 1 - corpus # SKIP there is none here
1..1
END

begin "the environment is pinned"
program='env | grep -E "^(DEMUR_|TZ|LC_|LANG|XDG_|NO_COLOR|TERM=)" | sort'
export DEMUR_FILE=elsewhere.db NO_COLOR=1 XDG_DATA_HOME=/nowhere LC_TIME=de_DE.UTF-8 DEMUR_DATA=/data
unset DEMUR_CORPUS
library <<'END'
begin "pinned"
run demur
expect_output <<'WANTED'
DEMUR_AGENT=dana
DEMUR_DATA=/data
DEMUR_NOW=2014-04-03T12:00:00Z
LC_ALL=C.UTF-8
TZ=UTC
WANTED
export DEMUR_NOW=2014-05-01T00:00:00Z
run demur
expect_output_has 'DEMUR_NOW=2014-05-01T00:00:00Z'
begin "pinned again"
run demur
expect_output_has 'DEMUR_NOW=2014-04-03T12:00:00Z'
finish
END
expect_output <<'END'
ok 1 - pinned
ok 2 - pinned again
1..2
END

begin "nothing is left behind"
library <<'END'
begin "one"
echo "# $cli_root"
finish
END
ok sh -c 'left=$(sed -n "s/^# //p" "$1"); test -n "$left" && test ! -e "$left"' sh "$cli_root/output"

finish
