# The screen harness sees what goes wrong, says so, and rewrites expectations only when asked.
harness=$abs_top_builddir/tests/screen/screen-run
if [ ! -x "$harness" ]; then
    echo "1..0 # SKIP the screen tests need libvterm, which configure did not find"
    exit 0
fi
. "$abs_top_srcdir/tests/lib/cli.sh"

# Runs the screen test on standard input, in a terminal of 34x4.
screen() { # OPTION...
    { echo "size 34x4" && cat; } >made.screen
    run "$harness" "$@" made.screen
}

begin "a screen that differs is shown row by row"
screen <<'END'
start printf 'one\ntwo'
screen
|one|
|tow|
||
||
end
END
expect_exit 1
expect_output <<'END'
not ok 1 - as written (line 3)
# row  1 wanted |tow|
# row  1 found  |two|
# all that was found:
#   |one                               |
#   |two                               |
#   |                                  |
#   |                                  |
1..1
END

begin "a screen of fewer or more rows differs"
screen <<'END'
start printf 'one'
screen
|one|
||
||
end
screen
|one|
||
||
||
||
end
END
expect_exit 1
expect_output_has "# row  3 wanted no such row"
expect_output_has "# row  4 found  no such row"

begin "a cursor and an attribute that differ"
screen <<'END'
start @builddir@/tests/screen/probe
cursor 0 0
attributes
||
||
|rrrrrrr.bbbb.uuu|
||
end
END
expect_exit 1
expect_output_has "# cursor found  3 33"
expect_output_has "# row  2 found  |rrrrrrr.bbbb.UUU|"

begin "a hung program is killed and its screen shown"
screen --limit 2 <<'END'
# it hangs
start @builddir@/tests/screen/probe
keys abH
keys c
END
expect_exit 1
expect_output_has "not ok 1 - it hangs (line 4)"
expect_output_has "made.screen:4: key 3 of 3: the program neither waited for a key nor ended within 2 seconds"
expect_output_has "|probe 34x4, keys 2"
expect_output_has "1..1"

begin "a terminal left in disorder"
screen <<'END'
start @builddir@/tests/screen/probe
keys L
exit 0
END
expect_exit 1
expect_output_has "the terminal was left in the alternate screen"
screen <<'END'
start sh -c 'stty -echo'
exit 0
END
expect_output_has "the terminal's settings (echo, line editing) were not put back"
screen <<'END'
start printf '\033[?25l'
exit 0
END
expect_output_has "the terminal was left without its cursor"
screen <<'END'
start printf '\033[?1000h'
exit 0
END
expect_output_has "the terminal was left reporting the mouse"

begin "another status, and a program that still runs"
screen <<'END'
start @builddir@/tests/screen/probe
keys E
exit 0
END
expect_exit 1
expect_output_has "the program exited with 3"
screen <<'END'
start @builddir@/tests/screen/probe
exit 0
END
expect_output_has "the program still runs"
screen <<'END'
start sh -c 'kill -9 $$'
exit 0
END
expect_output_has "the program was killed by signal 9"

begin "keys for a program that has ended"
screen <<'END'
start @builddir@/tests/screen/probe
keys Qa
END
expect_exit 1
expect_output_has "key 2 of 2: the program does not run"

begin "a command that fails ends the test and shows what it said"
screen <<'END'
run echo why; exit 4
start @builddir@/tests/screen/probe
cursor 0 0
END
expect_exit 1
expect_output <<'END'
not ok 1 - as written (line 2)
# made.screen:2: `echo why; exit 4` exited with 4
#   why
1..1
END

begin "a command that hangs is killed"
screen --limit 2 <<'END'
run! sleep 60
END
expect_exit 1
expect_output_has "the command did not end within 2 seconds"

begin "what cannot be read is refused with its line"
for wrong in "strat demur" "screen" "screen x" "start" "file name" "size"; do
    screen <<END
$wrong
END
    expect_exit 3
    expect_output_has "Bail out! made.screen:2:"
done
screen <<'END'
screen
no bars
end
END
expect_exit 3
expect_output_has "Bail out! made.screen:3:"
screen <<'END'
start @builddir@/tests/screen/probe
keys <Nowhere>
END
expect_exit 1
expect_output_has "there is no key <Nowhere>"

begin "accepting rewrites only what differs"
cat >wanted.screen <<'END'
size 34x4
# a comment stays
start printf 'one\ntwo'
screen
|one                               |
|two                               |
|                                  |
|                                  |
end

cursor 1 3
screen
|one|
|two|
||
||
end
exit 0
END
sed -e '/^|one  /,/^|   /d' -e '/^|    *|$/d' -e 's/cursor.*/cursor 9 9/' wanted.screen >made.screen
run env -u CI "$harness" --accept made.screen
expect_exit 0
expect_error ''
ok diff -u wanted.screen made.screen

begin "nothing is accepted where CI is set, nor from a broken test"
screen <<'END'
start printf 'one'
cursor 9 9
END
cp made.screen before.screen
run env CI=1 "$harness" --accept made.screen
expect_exit 2
expect_error "where CI is set"
echo "exit 5" >>made.screen
echo "exit 5" >>before.screen
run env -u CI "$harness" --accept made.screen
expect_exit 1
ok cmp before.screen made.screen

begin "nothing is left behind"
mkdir scratch
screen <<'END'
run mkdir -p a/b && touch a/b/c
start @builddir@/tests/screen/probe
END
expect_exit 0
run env TMPDIR="$PWD/scratch" "$harness" made.screen
expect_exit 0
ok rmdir scratch

begin "wrong usage"
run "$harness"
expect_exit 2
run "$harness" --accpet made.screen
expect_exit 2
run "$harness" missing.screen
expect_exit 3
expect_output_has "missing.screen"

finish
