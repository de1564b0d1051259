/* Between the program and its disk: counts every call that changes something below one folder, and at the k-th
 * kills the process (before, half-way, after) or refuses (ENOSPC, EIO, ... once or from then on), or writes every
 * call into a trace with its bytes, from which what a power cut may leave is put together afterwards.
 *
 * Loaded by LD_PRELOAD, steered through the crash_* functions (ctypes). fsync is counted but not passed on: a killed
 * process loses nothing that the kernel has, and what a power cut loses is computed from the trace.
 *
 * Left out on purpose: times and owners of files (they carry nothing), and stores into mapped memory: the only
 * mapped file is SQLite's -shm, which is made anew from the log by whoever opens the store first.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { NOTHING, KILL_BEFORE, KILL_HALF, KILL_AFTER, REFUSE, REFUSE_HALF };
enum { K_CREATE = 1, K_WRITE, K_SYNC, K_RENAME, K_LINK, K_UNLINK, K_MKDIR, K_RMDIR, K_TRUNCATE, K_MODE, K_MARK, K_UNSEEN };

struct control {
    volatile int armed;
    volatile long count, fired;
    long target;
    int action, error, onwards, only, trace;
    char root[PATH_MAX];
    size_t length;
    char last[PATH_MAX + 32];
};

struct record {
    uint32_t magic, kind;
    uint64_t inode;
    int64_t offset;
    uint32_t path, other;
    uint64_t data;
};

static struct control *the;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static __thread int inside;

static const char *const NAMES[] = {"", "create", "write", "sync", "rename", "link", "unlink", "mkdir", "rmdir",
                                    "truncate", "mode", "mark", "unseen"};

/* ------------------------------------------------------------------------------------------------ steering */

__attribute__((constructor)) static void begin(void) {
    /* shared, so that a worker process counts with the one that started it */
    the = mmap(NULL, sizeof *the, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (the == MAP_FAILED) abort();
}

void crash_arm(const char *root, long target, int action, int error, int onwards, int trace) {
    the->armed = 0;
    the->count = the->fired = 0;
    the->target = target;
    the->action = action;
    the->error = error;
    the->onwards = onwards;
    the->trace = trace;
    the->last[0] = 0;
    strncpy(the->root, root, sizeof the->root - 1);
    the->length = strlen(the->root);
    the->armed = 1;
}

long crash_disarm(void) { the->armed = 0; return the->count; }
long crash_fired(void) { return the->fired; }
const char *crash_last(void) { return the->last; }

static void put(const void *data, size_t size) {
    const char *at = data;
    while (size) {
        long done = syscall(SYS_write, the->trace, at, size);
        if (done <= 0) abort();
        at += done;
        size -= (size_t)done;
    }
}

static void trace(int kind, uint64_t inode, int64_t offset, const char *path, const char *other, const void *data, size_t size) {
    struct record head = {0x43524153, (uint32_t)kind, inode, offset, path ? (uint32_t)strlen(path) : 0,
                          other ? (uint32_t)strlen(other) : 0, size};
    put(&head, sizeof head);
    if (path) put(path, head.path);
    if (other) put(other, head.other);
    if (size) put(data, size);
}

void crash_mark(long number) {
    if (the->armed && the->trace >= 0) {
        pthread_mutex_lock(&turn);
        trace(K_MARK, 0, number, NULL, NULL, NULL, 0);
        pthread_mutex_unlock(&turn);
    }
}

/* --------------------------------------------------------------------------------------------- which file? */

static int below(const char *path) {
    return strncmp(path, the->root, the->length) == 0 && (path[the->length] == '/' || path[the->length] == 0);
}

static int of_descriptor(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    long size = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
    if (size <= 0) return 0;
    path[size] = 0;
    return path[0] == '/' && below(path);
}

static int of_path(int folder, const char *name, char *path) {
    if (!name) return 0;
    if (name[0] == '/') {
        snprintf(path, PATH_MAX, "%s", name);
    } else {
        char start[PATH_MAX];
        if (folder == AT_FDCWD) {
            if (!getcwd(start, sizeof start)) return 0;
        } else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            long size = syscall(SYS_readlinkat, AT_FDCWD, link, start, PATH_MAX - 1);
            if (size <= 0) return 0;
            start[size] = 0;
        }
        if (snprintf(path, PATH_MAX, "%s/%s", start, name) >= PATH_MAX) return 0;
    }
    return below(path);
}

static int watching(void) { return the && the->armed && !inside; }

static uint64_t inode_of(int fd) {
    struct stat facts;
    return fstat(fd, &facts) ? 0 : facts.st_ino;
}

/* --------------------------------------------------------------------------------------- what happens at it */

static void die(void) {
    for (;;) {
        syscall(SYS_kill, 0, SIGKILL); /* the whole group: a worker takes its office with it */
        pause();
    }
}

/* whether a full disk can refuse a call of this kind */
static int takes_room(int kind) {
    return kind != K_UNLINK && kind != K_RMDIR && kind != K_MODE;
}

/* Counts the call. -1: refused, errno is set; 1: only its first half; 2: kill after it; 3: kill after its half; 4: its
 * half counts as all that was done. */
static int gate(int kind, const char *path) {
    long number = __sync_add_and_fetch(&the->count, 1);
    if (!the->action) return 0;
    int hit = number == the->target;
    int later = the->onwards && the->fired && number > the->target;
    if (!hit && !later) return 0;
    if (the->action == REFUSE || the->action == REFUSE_HALF) {
        if (the->error == ENOSPC && !takes_room(kind)) return 0;
        if (hit) {
            the->fired = number;
            snprintf(the->last, sizeof the->last, "%s %.*s", NAMES[kind], PATH_MAX, path);
            if (the->action == REFUSE_HALF && kind == K_WRITE) return 4;
        }
        errno = the->error;
        return -1;
    }
    if (the->action == KILL_BEFORE || (the->action == KILL_HALF && kind != K_WRITE)) die();
    return the->action == KILL_HALF ? 3 : 2;
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define BEGIN(kind, path) \
    inside = 1; \
    if (the->trace >= 0) pthread_mutex_lock(&turn); \
    int way = gate(kind, path)

#define END(done, ...) \
    if (the->trace >= 0) { \
        int kept_errno = errno; \
        if (done) trace(__VA_ARGS__); \
        pthread_mutex_unlock(&turn); \
        errno = kept_errno; \
    } \
    inside = 0; \
    if (way >= 2 && way != 4) die()

/* ------------------------------------------------------------------------------------------ opening, making */

static int opened(int folder, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    int changes = watching() && (flags & (O_CREAT | O_TRUNC)) && of_path(folder, name, path);
    int existed = changes && syscall(SYS_faccessat, folder, name, F_OK) == 0;
    if (changes && existed && !(flags & O_TRUNC)) changes = 0;
    if (!changes) return (int)syscall(SYS_openat, folder, name, flags, mode);
    int kind = existed ? K_TRUNCATE : K_CREATE;
    BEGIN(kind, path);
    int fd = way < 0 ? -1 : (int)syscall(SYS_openat, folder, name, flags, mode);
    END(fd >= 0, kind, inode_of(fd), 0, path, NULL, NULL, 0);
    return fd;
}

#define MODE mode_t mode = 0; if (flags & O_CREAT) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }

int open(const char *name, int flags, ...) { MODE return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE return opened(AT_FDCWD, name, flags | O_LARGEFILE, mode); }
int openat(int folder, const char *name, int flags, ...) { MODE return opened(folder, name, flags, mode); }
int openat64(int folder, const char *name, int flags, ...) { MODE return opened(folder, name, flags | O_LARGEFILE, mode); }
int __open_2(const char *name, int flags) { return opened(AT_FDCWD, name, flags, 0); }
int __open64_2(const char *name, int flags) { return opened(AT_FDCWD, name, flags | O_LARGEFILE, 0); }
int __openat_2(int folder, const char *name, int flags) { return opened(folder, name, flags, 0); }
int __openat64_2(int folder, const char *name, int flags) { return opened(folder, name, flags | O_LARGEFILE, 0); }
int creat(const char *name, mode_t mode) { return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *name, mode_t mode) { return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }

/* stdio writes behind our back: it is noted, and the tests want to see none of it */
static void unseen(const char *name, const char *how) {
    char path[PATH_MAX];
    if (watching() && strpbrk(how, "wa+") && of_path(AT_FDCWD, name, path)) {
        BEGIN(K_UNSEEN, path);
        END(1, K_UNSEEN, 0, 0, path, NULL, NULL, 0);
    }
}
FILE *fopen(const char *name, const char *how) { REAL(fopen); unseen(name, how); return real(name, how); }
FILE *fopen64(const char *name, const char *how) { REAL(fopen64); unseen(name, how); return real(name, how); }

/* -------------------------------------------------------------------------------------------------- writing */

/* offset < 0: where the descriptor stands */
static ssize_t written(int fd, const void *data, size_t size, off_t offset) {
    char path[PATH_MAX];
    if (!watching() || !of_descriptor(fd, path))
        return offset < 0 ? syscall(SYS_write, fd, data, size) : syscall(SYS_pwrite64, fd, data, size, offset);
    BEGIN(K_WRITE, path);
    ssize_t done = -1;
    int64_t at = offset;
    if (way >= 0) {
        size_t part = way == 3 || way == 4 ? size / 2 : size;
        if (offset < 0) {
            struct stat facts;
            at = fcntl(fd, F_GETFL) & O_APPEND && !fstat(fd, &facts) ? facts.st_size : syscall(SYS_lseek, fd, 0, SEEK_CUR);
            done = syscall(SYS_write, fd, data, part);
        } else {
            done = syscall(SYS_pwrite64, fd, data, part, offset);
        }
    }
    END(done > 0, K_WRITE, inode_of(fd), at, path, NULL, data, (size_t)done);
    return done;
}

ssize_t write(int fd, const void *data, size_t size) { return written(fd, data, size, -1); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return written(fd, data, size, offset); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) { return written(fd, data, size, offset); }

static ssize_t gathered(int fd, const struct iovec *parts, int count, off_t offset) {
    size_t size = 0;
    for (int i = 0; i < count; i++) size += parts[i].iov_len;
    char *whole = malloc(size ? size : 1), *at = whole;
    if (!whole) { errno = ENOMEM; return -1; }
    for (int i = 0; i < count; i++) { memcpy(at, parts[i].iov_base, parts[i].iov_len); at += parts[i].iov_len; }
    ssize_t done = written(fd, whole, size, offset);
    int kept = errno;
    free(whole);
    errno = kept;
    return done;
}
ssize_t writev(int fd, const struct iovec *parts, int count) { return gathered(fd, parts, count, -1); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) { return gathered(fd, parts, count, offset); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) { return gathered(fd, parts, count, offset); }

/* Copies inside the kernel become a read and a write that we see; a caller must cope with fewer bytes anyway. */
static ssize_t copied(int from, off64_t *from_at, int to, off64_t *to_at, size_t size) {
    char piece[65536];
    if (size > sizeof piece) size = sizeof piece;
    ssize_t got = from_at ? syscall(SYS_pread64, from, piece, size, *from_at) : syscall(SYS_read, from, piece, size);
    if (got <= 0) return got;
    ssize_t done = written(to, piece, (size_t)got, to_at ? *to_at : -1);
    if (done < 0) {
        if (!from_at) syscall(SYS_lseek, from, -got, SEEK_CUR);
        return done;
    }
    if (from_at) *from_at += done; else if (done < got) syscall(SYS_lseek, from, done - got, SEEK_CUR);
    if (to_at) *to_at += done;
    return done;
}
ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t size, unsigned flags) {
    char path[PATH_MAX];
    if (!watching() || !of_descriptor(to, path)) return syscall(SYS_copy_file_range, from, from_at, to, to_at, size, flags);
    return copied(from, from_at, to, to_at, size);
}
ssize_t sendfile(int to, int from, off_t *from_at, size_t size) {
    char path[PATH_MAX];
    if (!watching() || !of_descriptor(to, path)) return syscall(SYS_sendfile, to, from, from_at, size);
    return copied(from, from_at, to, NULL, size);
}
ssize_t sendfile64(int to, int from, off64_t *from_at, size_t size) { return sendfile(to, from, from_at, size); }

static int cut(int fd, off_t size, const char *name) {
    char path[PATH_MAX];
    int ours = watching() && (name ? of_path(AT_FDCWD, name, path) : of_descriptor(fd, path));
    if (!ours) return (int)(name ? syscall(SYS_truncate, name, size) : syscall(SYS_ftruncate, fd, size));
    BEGIN(K_TRUNCATE, path);
    int failed = way < 0 ? -1 : (int)(name ? syscall(SYS_truncate, name, size) : syscall(SYS_ftruncate, fd, size));
    struct stat facts;
    uint64_t inode = name ? (stat(name, &facts) ? 0 : facts.st_ino) : inode_of(fd);
    END(!failed, K_TRUNCATE, inode, size, path, NULL, NULL, 0);
    return failed;
}
int ftruncate(int fd, off_t size) { return cut(fd, size, NULL); }
int ftruncate64(int fd, off64_t size) { return cut(fd, size, NULL); }
int truncate(const char *name, off_t size) { return cut(-1, size, name); }
int truncate64(const char *name, off64_t size) { return cut(-1, size, name); }

/* room asked for ahead is a lengthening to us */
static int reserved(int fd, int mode, off_t offset, off_t size) {
    char path[PATH_MAX];
    struct stat facts;
    if (!watching() || !of_descriptor(fd, path) || fstat(fd, &facts)) return (int)syscall(SYS_fallocate, fd, mode, offset, size);
    return mode == 0 && facts.st_size < offset + size ? cut(fd, offset + size, NULL) : 0;
}
int fallocate(int fd, int mode, off_t offset, off_t size) { return reserved(fd, mode, offset, size); }
int fallocate64(int fd, int mode, off64_t offset, off64_t size) { return reserved(fd, mode, offset, size); }
int posix_fallocate(int fd, off_t offset, off_t size) { return reserved(fd, 0, offset, size) ? errno : 0; }
int posix_fallocate64(int fd, off64_t offset, off64_t size) { return reserved(fd, 0, offset, size) ? errno : 0; }

static int synced(int fd, long number) {
    char path[PATH_MAX];
    if (!watching() || !of_descriptor(fd, path)) return (int)syscall(number, fd);
    BEGIN(K_SYNC, path);
    END(way >= 0, K_SYNC, inode_of(fd), 0, path, NULL, NULL, 0);
    return way < 0 ? -1 : 0;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

/* ------------------------------------------------------------------------------------------------ names */

static int renamed(int from, const char *old, int to, const char *new, unsigned flags) {
    char a[PATH_MAX], b[PATH_MAX];
    int ours = watching() && (of_path(from, old, a) | of_path(to, new, b));
    if (!ours) return (int)syscall(SYS_renameat2, from, old, to, new, flags);
    BEGIN(K_RENAME, b);
    int failed = way < 0 ? -1 : (int)syscall(SYS_renameat2, from, old, to, new, flags);
    END(!failed, K_RENAME, 0, 0, a, b, NULL, 0);
    return failed;
}
int rename(const char *old, const char *new) { return renamed(AT_FDCWD, old, AT_FDCWD, new, 0); }
int renameat(int from, const char *old, int to, const char *new) { return renamed(from, old, to, new, 0); }
int renameat2(int from, const char *old, int to, const char *new, unsigned flags) { return renamed(from, old, to, new, flags); }

static int linked(int from, const char *old, int to, const char *new, int flags) {
    char a[PATH_MAX], b[PATH_MAX];
    int ours = watching() && (of_path(from, old, a) | of_path(to, new, b));
    if (!ours) return (int)syscall(SYS_linkat, from, old, to, new, flags);
    BEGIN(K_LINK, b);
    int failed = way < 0 ? -1 : (int)syscall(SYS_linkat, from, old, to, new, flags);
    END(!failed, K_LINK, 0, 0, a, b, NULL, 0);
    return failed;
}
int link(const char *old, const char *new) { return linked(AT_FDCWD, old, AT_FDCWD, new, 0); }
int linkat(int from, const char *old, int to, const char *new, int flags) { return linked(from, old, to, new, flags); }

static int removed(int folder, const char *name, int flags) {
    char path[PATH_MAX];
    if (!watching() || !of_path(folder, name, path) || syscall(SYS_faccessat, folder, name, F_OK))
        return (int)syscall(SYS_unlinkat, folder, name, flags);
    int kind = flags & AT_REMOVEDIR ? K_RMDIR : K_UNLINK;
    BEGIN(kind, path);
    int failed = way < 0 ? -1 : (int)syscall(SYS_unlinkat, folder, name, flags);
    END(!failed, kind, 0, 0, path, NULL, NULL, 0);
    return failed;
}
int unlink(const char *name) { return removed(AT_FDCWD, name, 0); }
int unlinkat(int folder, const char *name, int flags) { return removed(folder, name, flags); }
int rmdir(const char *name) { return removed(AT_FDCWD, name, AT_REMOVEDIR); }

static int folder_made(int folder, const char *name, mode_t mode) {
    char path[PATH_MAX];
    if (!watching() || !of_path(folder, name, path) || syscall(SYS_faccessat, folder, name, F_OK) == 0)
        return (int)syscall(SYS_mkdirat, folder, name, mode);
    BEGIN(K_MKDIR, path);
    int failed = way < 0 ? -1 : (int)syscall(SYS_mkdirat, folder, name, mode);
    END(!failed, K_MKDIR, 0, 0, path, NULL, NULL, 0);
    return failed;
}
int mkdir(const char *name, mode_t mode) { return folder_made(AT_FDCWD, name, mode); }
int mkdirat(int folder, const char *name, mode_t mode) { return folder_made(folder, name, mode); }

static int mode_set(int fd, const char *name, mode_t mode) {
    char path[PATH_MAX];
    int ours = watching() && (name ? of_path(AT_FDCWD, name, path) : of_descriptor(fd, path));
    if (!ours) return (int)(name ? syscall(SYS_fchmodat, AT_FDCWD, name, mode) : syscall(SYS_fchmod, fd, mode));
    BEGIN(K_MODE, path);
    int failed = way < 0 ? -1 : (int)(name ? syscall(SYS_fchmodat, AT_FDCWD, name, mode) : syscall(SYS_fchmod, fd, mode));
    END(0, K_MODE, 0, 0, path, NULL, NULL, 0);
    return failed;
}
int chmod(const char *name, mode_t mode) { return mode_set(-1, name, mode); }
int fchmod(int fd, mode_t mode) { return mode_set(fd, NULL, mode); }
