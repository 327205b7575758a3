# The floors are one-way, and each library stays on its floor. First the rules are seen to catch
# breaches in small broken trees, then they are held against the real one.
check=$abs_top_srcdir/build-aux/check-floors
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
number=0

result() { # STATUS NAME
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
    fi
}

show() {
    sed 's/^/# /'
}

# A tree with one file must be refused with a sentence that contains WANTED.
refused() { # NAME FILE WANTED, the file's text on standard input
    rm -rf "$scratch/src"
    mkdir -p "$scratch/src/$(dirname "$2")"
    cat >"$scratch/src/$2"
    found=$(sh "$check" "$scratch/src")
    status=$?
    case $found in
    "$2:"*"$3"*) [ "$status" -eq 1 ] ;;
    *) false ;;
    esac
    passed=$?
    [ "$passed" -eq 0 ] || printf 'exit %s: %s\n' "$status" "$found" | show
    result "$passed" "refused: $1"
}

accepted() { # NAME FILE, the file's text on standard input
    rm -rf "$scratch/src"
    mkdir -p "$scratch/src/$(dirname "$2")"
    cat >"$scratch/src/$2"
    found=$(sh "$check" "$scratch/src")
    passed=$?
    [ "$passed" -eq 0 ] || printf '%s\n' "$found" | show
    result "$passed" "accepted: $1"
}

refused "core including store" core/rule.c "core may not include store/db.h" <<'END'
#include "config.h"
#include "store/db.h"
END
refused "intake including store" intake/csv.c "intake may not include store/db.h" <<'END'
#include "config.h"
#include "store/db.h"
END
refused "report including store" report/csv.h "report may not include store/db.h" <<'END'
#include "store/db.h"
END
refused "the command line including the screens" cli/queue.c "cli may not include tui/term.h" <<'END'
#include "config.h"
#  include "tui/term.h"
END
refused "an include without a floor" base/str.c "does not start with a floor" <<'END'
#include "config.h"
#include "mem.h"
END
refused "an include that climbs" base/str.c "does not start with a floor" <<'END'
#include "config.h"
#include "../core/rule.h"
END
refused "a floor nobody knows" misc/a.h "there is no floor misc" <<'END'
int a;
END
refused "config.h not first" base/str.c "config.h comes first" <<'END'
#include "base/str.h"
#include "config.h"
END
refused "sqlite3.h outside store" desk/log.c "sqlite3.h belongs" <<'END'
#include "config.h"
#include <sqlite3.h>
END
refused "a sqlite3 type outside store" desk/log.h "sqlite3_ belongs" <<'END'
struct sqlite3_stmt;
END
refused "curses outside tui" cli/print.c "curses belongs" <<'END'
#include "config.h"
#include <ncursesw/curses.h>
END
refused "SQL in a string outside store" desk/log.c "SQL belongs" <<'END'
#include "config.h"
static const char *sql = "SELECT id FROM account";
END
refused "SQL in small letters" desk/log.c "SQL belongs" <<'END'
#include "config.h"
static const char *sql = "insert into account (id) values (1)";
END
refused "a shell" cli/export.c "start a shell" <<'END'
#include "config.h"
int f(void) { return system("ls"); }
END
refused "work left undone" core/rule.h "left undone" <<'END'
/* TODO: the rest */
END
accepted "the same words in comments, sentences and longer names" core/rule.c <<'END'
#include "config.h"
#include "core/rule.h"
/* SELECT id FROM account; sqlite3_open(); system("x"); #include "store/db.h"
#include "tui/term.h" */
static const char *a = "select one from the list; \"update\" it; press Delete";
static char quote = '"', other = '\''; /* "SELECT x FROM y" */
int file_system(int x) { return file_system(x) + '"'; }
END
accepted "the screens including the commands" tui/palette.c <<'END'
#include "config.h"
#include <curses.h>
#include "cli/command.h"
END

found=$(sh "$check" "$abs_top_srcdir/src")
passed=$?
[ "$passed" -eq 0 ] || printf '%s\n' "$found" | show
result "$passed" "src/ keeps the rules of the house"

# The names that curses' headers declare and the C library's do not.
curses_names() {
    printf '#include <stdarg.h>\n#include <stdio.h>\n#include <stdbool.h>\n#include <stdint.h>\n#include <wchar.h>\n' \
        >"$scratch/plain.c"
    { cat "$scratch/plain.c" && printf '#include <curses.h>\n#include <panel.h>\n#include <term.h>\n'; } >"$scratch/curses.c"
    for name in plain curses; do
        # shellcheck disable=SC2086  # lists of flags
        $CC $NCURSES_CFLAGS -E -P "$scratch/$name.c" | grep -oE '[A-Za-z_][A-Za-z_0-9]*' | sort -u >"$scratch/$name"
    done
    # Not names of anything: words shared by any prototype that curses.h alone happens to use.
    comm -13 "$scratch/plain" "$scratch/curses"
}

# What an object or archive needs from elsewhere.
undefined() { # OBJECT
    $NM -g "$1" 2>/dev/null | sed -n 's/^[0-9a-fA-F]* *[A-TV-Z] _\{0,1\}//p' | sort -u >"$scratch/defined"
    $NM -u "$1" 2>/dev/null | sed -n 's/^ *U _\{0,1\}//p' | sort -u | comm -23 - "$scratch/defined"
}

curses_names >"$scratch/names"
grep -qx wrefresh "$scratch/names" && grep -qx stdscr "$scratch/names" && grep -qx new_panel "$scratch/names"
result $? "the names of curses are known"

printf '#include <curses.h>\nint f(void);\nint f(void) { return wrefresh(stdscr); }\n' >"$scratch/leak.c"
# shellcheck disable=SC2086
$CC $NCURSES_CFLAGS -c -o "$scratch/leak.o" "$scratch/leak.c" &&
    undefined "$scratch/leak.o" | comm -12 - "$scratch/names" | grep -qx wrefresh
result $? "refused: an object that calls curses"

leaks=$(undefined "$abs_top_builddir/libdemur.a" | comm -12 - "$scratch/names")
[ -n "$(undefined "$abs_top_builddir/libdemur.a")" ] && [ -z "$leaks" ]
passed=$?
[ -z "$leaks" ] || printf 'calls %s\n' $leaks | show
result "$passed" "libdemur.a calls nothing of curses"

undone=$(find "$abs_top_srcdir/tests" -name '*.[ch]' -exec grep -nwE 'TODO|FIXME|XXX' {} +)
[ -z "$undone" ]
passed=$?
[ "$passed" -eq 0 ] || printf '%s\n' "$undone" | show
result "$passed" "nothing is left undone in the tests"

echo "1..$number"
