#!/bin/sh
# The man page says what the tables say.
. "$abs_top_srcdir/tests/lib/cli.sh"

begin "the generated sections of the man page are up to date (make update-docs)"
run "$abs_top_builddir/doc/manual" "$abs_top_srcdir/doc/demur.1"
expect_exit 0
expect_output <"$abs_top_srcdir/doc/demur.1"

finish
