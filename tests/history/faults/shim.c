/* Makes the n-th call that writes below a folder fail, or has a signal come with it.
   Loaded by LD_PRELOAD; the Python beside it says when. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { FAIL = 1, FAIL_FROM = 2, KILL = 3, KILL_HALFWAY = 4, SIGNAL_AFTER = 5 };

static char folder[PATH_MAX];
static int armed, count, when, mode, number;
static char what[64];

void shim_arm(int at, int how, int errno_or_signal, const char *below)
{
    count = 0, when = at, mode = how, number = errno_or_signal, what[0] = 0;
    strncpy(folder, below, sizeof folder - 1);
    armed = 1;
}
int shim_count(void) { return count; }
const char *shim_what(void) { return what; }

static int starts(const char *path) { return !strncmp(path, folder, strlen(folder)); }

static int of_descriptor(int descriptor)
{
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return starts(path);
}
static int concerns(int descriptor, const char *path)
{
    if (path && path[0] == '/') return starts(path);
    return descriptor >= 0 && of_descriptor(descriptor);
}
/* Whether this is the call; then it fails (1), is done by half (2) or has a signal after it (3). */
static int hit(const char *name)
{
    count++;
    if (mode == FAIL_FROM && count >= when) { errno = number; return 1; }
    if (count != when) return 0;
    strncpy(what, name, sizeof what - 1);
    if (mode == FAIL) { errno = number; return 1; }
    if (mode == KILL) kill(getpid(), SIGKILL);
    return mode == KILL_HALFWAY ? 2 : 3;
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name);
#define DONE(type, concerned, name, call, half) \
    if (!armed || !(concerned)) return call; \
    int how = hit(#name); \
    if (how == 1) return -1; \
    if (how == 2) { half; kill(getpid(), SIGKILL); } \
    type result = call; \
    if (how == 3) { int error = errno; kill(getpid(), number); errno = error; } \
    return result;

ssize_t write(int d, const void *b, size_t n)
{ REAL(ssize_t, write, int, const void *, size_t) DONE(ssize_t, of_descriptor(d), write, real(d, b, n), real(d, b, n / 2)) }
ssize_t pwrite64(int d, const void *b, size_t n, off64_t o)
{ REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t) DONE(ssize_t, of_descriptor(d), pwrite64, real(d, b, n, o), real(d, b, n / 2, o)) }
ssize_t pwrite(int d, const void *b, size_t n, off_t o) { return pwrite64(d, b, n, o); }
int fsync(int d) { REAL(int, fsync, int) DONE(int, of_descriptor(d), fsync, real(d), ) }
int ftruncate64(int d, off64_t o) { REAL(int, ftruncate64, int, off64_t) DONE(int, of_descriptor(d), ftruncate64, real(d, o), ) }
int ftruncate(int d, off_t o) { return ftruncate64(d, o); }
int fchmod(int d, mode_t m) { REAL(int, fchmod, int, mode_t) DONE(int, of_descriptor(d), fchmod, real(d, m), ) }
int rename(const char *a, const char *b)
{ REAL(int, rename, const char *, const char *) DONE(int, concerns(-1, a) || concerns(-1, b), rename, real(a, b), ) }
int renameat(int d, const char *a, int e, const char *b)
{ REAL(int, renameat, int, const char *, int, const char *) DONE(int, concerns(d, a), renameat, real(d, a, e, b), ) }
int renameat2(int d, const char *a, int e, const char *b, unsigned f)
{ REAL(int, renameat2, int, const char *, int, const char *, unsigned) DONE(int, concerns(d, a), renameat2, real(d, a, e, b, f), ) }
int link(const char *a, const char *b) { REAL(int, link, const char *, const char *) DONE(int, concerns(-1, a), link, real(a, b), ) }
int linkat(int d, const char *a, int e, const char *b, int f)
{ REAL(int, linkat, int, const char *, int, const char *, int) DONE(int, concerns(d, a), linkat, real(d, a, e, b, f), ) }
int unlink(const char *a) { REAL(int, unlink, const char *) DONE(int, concerns(-1, a), unlink, real(a), ) }
int unlinkat(int d, const char *a, int f) { REAL(int, unlinkat, int, const char *, int) DONE(int, concerns(d, a), unlinkat, real(d, a, f), ) }
int mkdir(const char *a, mode_t m) { REAL(int, mkdir, const char *, mode_t) DONE(int, concerns(-1, a), mkdir, real(a, m), ) }
int mkdirat(int d, const char *a, mode_t m) { REAL(int, mkdirat, int, const char *, mode_t) DONE(int, concerns(d, a), mkdirat, real(d, a, m), ) }
int rmdir(const char *a) { REAL(int, rmdir, const char *) DONE(int, concerns(-1, a), rmdir, real(a), ) }

static int writes(int flags) { return flags & (O_CREAT | O_WRONLY | O_RDWR); }
int open64(const char *a, int f, ...)
{
    va_list rest; va_start(rest, f); mode_t m = va_arg(rest, mode_t); va_end(rest);
    REAL(int, open64, const char *, int, ...) DONE(int, writes(f) && concerns(-1, a), open64, real(a, f, m), )
}
int open(const char *a, int f, ...)
{
    va_list rest; va_start(rest, f); mode_t m = va_arg(rest, mode_t); va_end(rest);
    return open64(a, f, m);
}
int openat64(int d, const char *a, int f, ...)
{
    va_list rest; va_start(rest, f); mode_t m = va_arg(rest, mode_t); va_end(rest);
    REAL(int, openat64, int, const char *, int, ...) DONE(int, writes(f) && concerns(d, a), openat64, real(d, a, f, m), )
}
int openat(int d, const char *a, int f, ...)
{
    va_list rest; va_start(rest, f); mode_t m = va_arg(rest, mode_t); va_end(rest);
    return openat64(d, a, f, m);
}
