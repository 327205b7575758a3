# Checks of our own. Each says in one line what is missing and what it is for.

# DEMUR_CHECK_C11: the compiler must take C11.
AC_DEFUN([DEMUR_CHECK_C11], [
  AS_CASE([$ac_cv_prog_cc_stdc$ac_prog_cc_stdc],
    [*c11*], [],
    [AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[_Static_assert(__STDC_VERSION__ >= 201112L, "C11");]])], [],
      [AC_MSG_ERROR([the C compiler does not take C11])])])
])

# DEMUR_WARNING(FLAG): adds FLAG to WARNING_CFLAGS if the compiler knows it.
AC_DEFUN([DEMUR_WARNING], [
  demur_saved_CFLAGS="$CFLAGS"
  CFLAGS="$CFLAGS -Werror $1"
  AC_COMPILE_IFELSE([AC_LANG_PROGRAM()], [WARNING_CFLAGS="$WARNING_CFLAGS $1"])
  CFLAGS="$demur_saved_CFLAGS"
])

AC_DEFUN([DEMUR_WARNINGS], [
  AC_MSG_CHECKING([which warnings the compiler knows])
  WARNING_CFLAGS=""
  m4_foreach_w([flag], [-Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wformat=2
    -Wwrite-strings -Wundef -Wcast-qual -Wpointer-arith -Wvla -Wimplicit-fallthrough -Wnull-dereference
    -Wdouble-promotion -Wlogical-op -Wduplicated-cond -Wduplicated-branches],
    [DEMUR_WARNING(flag)])
  AC_MSG_RESULT([$WARNING_CFLAGS])
  AC_ARG_ENABLE([werror], [AS_HELP_STRING([--enable-werror], [treat warnings as errors])], [], [enable_werror=no])
  AS_IF([test "$enable_werror" = yes], [WARNING_CFLAGS="$WARNING_CFLAGS -Werror"])
  AC_SUBST([WARNING_CFLAGS])
])

AC_DEFUN([DEMUR_SANITIZERS], [
  AC_ARG_ENABLE([asan], [AS_HELP_STRING([--enable-asan],
    [build with AddressSanitizer and UndefinedBehaviorSanitizer])], [], [enable_asan=no])
  SANITIZER_CFLAGS=""
  AS_IF([test "$enable_asan" = yes],
    [SANITIZER_CFLAGS="-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer"
     AC_DEFINE([DEMUR_SANITIZED], [1], [Built with sanitizers])])
  AC_SUBST([SANITIZER_CFLAGS])
])

# DEMUR_NEED(VARIABLE, MODULE, WHAT FOR, DEBIAN PACKAGE): pkg-config module, noted when missing.
AC_DEFUN([DEMUR_NEED], [
  PKG_CHECK_MODULES([$1], [$2], [], [DEMUR_MISSING="$DEMUR_MISSING
  $2, for $3 (Debian package $4)"])
])

# DEMUR_NEED_LIB(VARIABLE, LIBRARY, FUNCTION, HEADER, WHAT FOR, DEBIAN PACKAGE): a library without pkg-config.
AC_DEFUN([DEMUR_NEED_LIB], [
  demur_saved_LIBS="$LIBS"
  demur_found=no
  AC_CHECK_HEADER([$4], [AC_CHECK_LIB([$2], [$3], [demur_found=yes])])
  LIBS="$demur_saved_LIBS"
  AS_IF([test "$demur_found" = yes], [$1_LIBS="-l$2"], [DEMUR_MISSING="$DEMUR_MISSING
  lib$2, for $5 (Debian package $6)"])
  AC_SUBST([$1_LIBS])
])

# DEMUR_CHECK_ICONV: iconv in libc, or GNU libiconv.
AC_DEFUN([DEMUR_CHECK_ICONV], [
  ICONV_LIBS=""
  AC_MSG_CHECKING([for iconv])
  AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <iconv.h>]], [[iconv_t c = iconv_open("UTF-8", "LATIN1"); (void)c;]])],
    [AC_MSG_RESULT([in libc])],
    [demur_saved_LIBS="$LIBS"
     LIBS="$LIBS -liconv"
     AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <iconv.h>]], [[iconv_t c = iconv_open("UTF-8", "LATIN1"); (void)c;]])],
       [ICONV_LIBS="-liconv"; AC_MSG_RESULT([-liconv])],
       [AC_MSG_RESULT([no]); DEMUR_MISSING="$DEMUR_MISSING
  iconv, for charsets"])
     LIBS="$demur_saved_LIBS"])
  AC_SUBST([ICONV_LIBS])
])

# DEMUR_QUIET_MAKE: GNU make must not name its directories after the test suite's last line.
AC_DEFUN([DEMUR_QUIET_MAKE], [
  QUIET_MAKE=""
  AS_IF([${MAKE-make} --version 2>/dev/null | grep GNU >/dev/null], [QUIET_MAKE="--no-print-directory"])
  AC_SUBST([QUIET_MAKE])
])
