#!/bin/sh
# README shows the screen as it really looks: the one that tests/screen/readme.screen expects.
. "$abs_top_srcdir/tests/lib/cli.sh"

begin "the screen in README is the screen of the demo"
sed -n 's/^|\(.*\)|$/    \1/p' "$abs_top_srcdir/tests/screen/readme.screen" | sed 's/ *$//' >wanted
first=$(head -n 1 wanted)
awk -v first="$first" -v rows="$(wc -l <wanted)" '$0 == first { left = rows } left > 0 { print; left-- }' \
    "$abs_top_srcdir/README" >shown
ok test -s wanted
ok cmp wanted shown

finish
