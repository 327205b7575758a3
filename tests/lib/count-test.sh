# The suite's last line counts what the driver recorded.
. "$abs_top_srcdir/tests/lib/cli.sh"

count() {
    run sh "$abs_top_srcdir/build-aux/count-results" counts/all "$@"
}

recorded() { # FILE RESULT...
    file=$1
    shift
    for result in "$@"; do
        printf ':test-result: %s a name: with FAIL in it\n' "$result"
    done >"$file"
    printf ':global-test-result: FAIL\n:recheck: yes\n' >>"$file"
}

begin "results are summed over all tests"
recorded one.trs PASS PASS SKIP
recorded two.trs PASS FAIL
count one.trs two.trs
expect_exit 0
expect_error ''
expect_output <<'END'
3 passed, 1 failed, 1 skipped
END
ok cmp "$cli_root/output" counts/all

begin "the exit status of a failing test is not a second failure"
recorded one.trs FAIL PASS ERROR
count one.trs
expect_output <<'END'
1 passed, 1 failed, 0 skipped
END

begin "an error alone is a failure"
recorded one.trs PASS ERROR
count one.trs
expect_output <<'END'
1 passed, 1 failed, 0 skipped
END

begin "a test without results, or never run, is a failure"
recorded empty.trs
count empty.trs missing.trs
expect_output <<'END'
0 passed, 2 failed, 0 skipped
END

begin "no tests at all"
count
expect_output <<'END'
0 passed, 0 failed, 0 skipped
END

finish
