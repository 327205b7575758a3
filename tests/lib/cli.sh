# A small library for tests of the command line; prints TAP. Source it first:
#
#   . "$abs_top_srcdir/tests/lib/cli.sh"
#
#   begin "an account is shown with its reason"     a fresh directory, and one result for all up to the next begin
#   run demur -f desk.db why A-1                    runs anything; keeps exit status, output and errors
#   expect_exit 0
#   expect_output <<'END'                           exactly this on standard output
#   ...
#   END
#   expect_output_has 'may be disclosed'            somewhere in it
#   expect_error 'no such account'                  somewhere on standard error ('': nothing at all there)
#   ok test -s desk.db                              any command that must succeed
#   finish                                          the last line of every test
#
# `demur` is the program just built. The environment is pinned: HOME and XDG directories of the test's own, TZ=UTC,
# LC_ALL=C.UTF-8, DEMUR_AGENT=dana, DEMUR_NOW=2014-04-03T12:00:00Z; export another value after begin.

: "${DEMUR:?the program to test}" "${abs_top_srcdir:?the top of the source}"

cli_number=0
cli_name=
cli_failed=
cli_skipped=
cli_root=$(mktemp -d "${TMPDIR:-/tmp}/demur-cli-XXXXXX") || exit 99
trap 'cd / && rm -rf "$cli_root"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
mkdir "$cli_root/bin"
ln -s "$DEMUR" "$cli_root/bin/demur"

cli_show() {
    sed 's/^/#   /'
}

cli_fail() { # SENTENCE
    cli_failed=yes
    printf '# %s\n' "$1"
}

# Prints the result of the test begun last.
cli_report() {
    [ -n "$cli_name" ] || return 0
    cli_number=$((cli_number + 1))
    if [ -n "$cli_skipped" ]; then
        printf 'ok %d - %s # SKIP %s\n' "$cli_number" "$cli_name" "$cli_skipped"
    elif [ -n "$cli_failed" ]; then
        printf 'not ok %d - %s\n' "$cli_number" "$cli_name"
    else
        printf 'ok %d - %s\n' "$cli_number" "$cli_name"
    fi
    cli_name=
}

cli_pin_environment() {
    for cli_variable in $(env | sed -n 's/^\(DEMUR_[A-Z_]*\|XDG_[A-Z_]*\|LC_[A-Z]*\)=.*/\1/p'); do
        case $cli_variable in
        DEMUR_DATA | DEMUR_CORPUS) ;;
        *) unset "$cli_variable" ;;
        esac
    done
    unset EDITOR VISUAL NO_COLOR COLUMNS LINES LANGUAGE LANG CDPATH TERM
    HOME=$cli_home
    PATH=$cli_root/bin:/usr/local/bin:/usr/bin:/bin
    TZ=UTC
    LC_ALL=C.UTF-8
    DEMUR_AGENT=dana
    DEMUR_NOW=2014-04-03T12:00:00Z
    export HOME PATH TZ LC_ALL DEMUR_AGENT DEMUR_NOW
    umask 022
}

begin() { # NAME
    cli_report
    cli_name=$1
    cli_failed=
    cli_skipped=
    cli_ran=
    cli_directory=$cli_root/$((cli_number + 1))
    cli_home=$cli_directory.home
    mkdir "$cli_directory" "$cli_home" && cd "$cli_directory" || exit 99
    cli_pin_environment
}

run() { # COMMAND...
    cli_ran=$*
    status=0
    "$@" >"$cli_root/output" 2>"$cli_root/error" || status=$?
}

expect_exit() { # STATUS
    [ "$status" -ne "$1" ] || return 0
    cli_fail "\`$cli_ran\` exited with $status instead of $1, and said:"
    cat "$cli_root/output" "$cli_root/error" | cli_show
}

expect_output() { # the wanted output on standard input
    cat >"$cli_root/wanted"
    cmp -s "$cli_root/wanted" "$cli_root/output" && return 0
    cli_fail "\`$cli_ran\` wrote something else (- wanted, + written):"
    diff -u "$cli_root/wanted" "$cli_root/output" | sed 1,2d | cli_show
}

expect_output_has() { # TEXT
    grep -qF -e "$1" "$cli_root/output" && return 0
    cli_fail "\`$cli_ran\` did not write \"$1\" but:"
    cli_show <"$cli_root/output"
}

expect_error() { # TEXT, or '' for no error output at all
    if [ -z "$1" ]; then
        [ -s "$cli_root/error" ] || return 0
        cli_fail "\`$cli_ran\` complained:"
    else
        grep -qF -e "$1" "$cli_root/error" && return 0
        cli_fail "\`$cli_ran\` did not complain \"$1\" but:"
    fi
    cli_show <"$cli_root/error"
}

ok() { # COMMAND...
    "$@" >"$cli_root/ok" 2>&1 && return 0
    cli_fail "this should hold: $*"
    cli_show <"$cli_root/ok"
}

# Counts the test begun last as skipped, with the reason, whatever it found.
skip() { # REASON
    cli_skipped=$1
}

finish() {
    cli_report
    printf '1..%d\n' "$cli_number"
    exit 0
}
