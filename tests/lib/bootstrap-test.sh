# bootstrap on systems of other kinds: a path that holds only commands of the test's own.
. "$abs_top_srcdir/tests/lib/cli.sh"

# A command of the system, or one that writes down how it was called and then does as told.
real() {
    for name in "$@"; do
        ln -s "$(command -v "$name")" "path/$name"
    done
}

fake() { # NAME SCRIPT
    printf '#!/bin/sh\n%s\n' "$2" >"path/$1"
    chmod +x "path/$1"
}

# A system with nothing missing and no apt-get; make and autoreconf only note that they ran.
system() {
    mkdir path source
    cp "$abs_top_srcdir/bootstrap" source/
    real sh cat cp dirname grep id mkdir mktemp rm sed sort touch tr env
    fake configure 'echo configure >>"$CALLS"; touch config.status'
    fake autoreconf 'echo "autoreconf $*" >>"$CALLS"; cp ../path/configure configure'
    fake automake ''
    fake make 'echo "make $*" >>"$CALLS"'
    fake cc ''
    fake pkg-config 'case $2 in '"${1:-nothing}"') exit 1 ;; esac'
    fake getconf 'echo 2'
    fake infocmp ''
    export CALLS="$PWD/calls"
    : >calls
}

bootstrap() {
    run env PATH="$PWD/path" CC= source/bootstrap "$@"
}

calls() {
    run cat calls
}

begin "nothing is missing: it configures once and builds"
system
bootstrap
expect_exit 0
expect_error ''
calls
if [ -f /usr/share/zoneinfo/America/Chicago ]; then
    expect_output <<'END'
autoreconf -fi
configure
make -j2
END
    : >calls
    bootstrap
    calls
    expect_output <<'END'
make -j2
END
else
    skip "this system has no time zones"
fi

begin "without apt-get the packages are named"
system 'vterm|nettle'
bootstrap check
expect_exit 3
expect_output <<'END'
bootstrap: something is missing, and there is no apt-get here to install it. The packages are:
bootstrap:   dnf install libvterm-devel nettle-devel
bootstrap:   pacman -S libvterm nettle
bootstrap:   apk add libvterm-dev nettle-dev
bootstrap:   brew install libvterm nettle
END
calls
expect_output </dev/null

begin "with apt-get only what dpkg misses is installed"
system 'vterm|nettle'
fake apt-get 'echo "apt-get $*" >>"$CALLS"'
fake dpkg 'case $2 in nettle-dev) echo "Status: install ok installed" ;; esac'
fake id 'echo 0'
bootstrap
expect_output_has 'installing with apt-get: libvterm-dev'
calls
expect_output_has 'apt-get update -q'
expect_output_has 'apt-get install -q -y --no-install-recommends libvterm-dev'
ok sh -c '! grep -q nettle calls'

begin "the bench's peers are installed for who asks for them"
system
fake less ''
fake valgrind ''
fake apt-get 'echo "apt-get $*" >>"$CALLS"'
fake dpkg 'exit 1'
fake id 'echo 0'
bootstrap bench
expect_exit 0
expect_output_has 'installing with apt-get: sqlite3 taskwarrior visidata'
expect_output_has 'make -C build bench'
calls
expect_output_has 'apt-get install -q -y --no-install-recommends sqlite3 taskwarrior visidata'
expect_output_has 'make -j2'

begin "sudo is used by who is not root"
system vterm
fake apt-get 'echo "apt-get $*" >>"$CALLS"'
fake dpkg 'exit 1'
fake id 'echo 1000'
fake sudo 'echo "sudo $*" >>"$CALLS"; exec "$@"'
bootstrap
calls
expect_output_has 'sudo apt-get update -q'
expect_output_has 'libvterm-dev'

begin "without root and sudo it says what to run, and stops"
system vterm
fake apt-get 'echo "apt-get $*" >>"$CALLS"'
fake dpkg 'exit 1'
fake id 'echo 1000'
bootstrap
expect_exit 3
expect_output <<'END'
bootstrap: these packages are missing: libvterm-dev
bootstrap: install them as root, then run this again:
bootstrap:   apt-get update && apt-get install -y --no-install-recommends libvterm-dev
END
calls
expect_output </dev/null

begin "a suite that fails ends with its count"
system
fake make 'case $* in *check*) mkdir -p tests; echo "1 passed, 2 failed, 0 skipped" >tests/count; echo last; exit 2 ;; esac'
bootstrap check
expect_exit 1
ok test "$(tail -n 1 "$cli_root/output")" = "1 passed, 2 failed, 0 skipped"

begin "a build that fails has no count"
system
fake make 'exit 2'
mkdir -p source/build/tests
echo "9 passed, 0 failed, 0 skipped" >source/build/tests/count
bootstrap check
expect_exit 2
ok sh -c '! grep passed "$1"' sh "$cli_root/output"

begin "a tree configured in place is refused"
system
touch source/config.status
bootstrap
expect_exit 3
expect_output_has 'make distclean'

begin "an unknown step is refused"
system
bootstrap chekc
expect_exit 2
expect_error 'no such step: chekc'

finish
