/* matriarch-guard /DATA_DIRECTORY LOCK_FILE /SOCKET LOG_FILE
 * Ends the writing of one PostgreSQL at a deadline, whatever becomes of its agent; a data directory has one.
 * It obeys the newest agent that connects to SOCKET, known by pid and start time. A guard that has no agent
 * and is not armed ends. Orders and echoes are lines; UNTIL is in nanoseconds of CLOCK_BOOTTIME, 0 for none:
 *
 *   to a new agent            hello 1 SEQUENCE UNTIL DATA_DIRECTORY, or refused
 *   arm SEQUENCE UNTIL        armed SEQUENCE UNTIL DATA_DIRECTORY
 *   limit SEQUENCE UNTIL      the same with the earlier one of UNTIL and the armed deadline
 *   disarm SEQUENCE           armed SEQUENCE 0 DATA_DIRECTORY
 *   kill                      fenced ordered KILLED LATE TOOK DATA_DIRECTORY (times in microseconds)
 *   alive                     nothing: the answer to "fenced deadline ...", which comes at the deadline */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL
#define ANSWER (3 * SECOND) /* an agent that has not answered to a fence by then hangs */
#define DYING (SECOND / 5) /* how long processes with SIGKILL pending are waited for */
struct process { pid_t pid, parent; unsigned long long start; int lives, dying; };
static const char *data;
static struct stat home; /* the data directory as last seen: it may be removed under a living PostgreSQL */
static DIR *proc;
static int report_file, listener, agent = -1;
static struct process master; /* the newest agent */
static long long sequence = -1, deadline, answer_by; /* the latter are 0 for never */
static size_t inbox_length;

static long long boottime(void) {
    struct timespec now;
    clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec * SECOND + now.tv_nsec;
}

#define tell(...) (agent >= 0 ? dprintf(agent, __VA_ARGS__) : 0) /* waits for no agent that does not read */

/* One line for people: to the log file, and to standard error unless that would block. */
static void report(const char *what, int number, const char *more) {
    static char line[4400], stamp[32];
    struct pollfd out = {STDERR_FILENO, POLLOUT, 0};
    strftime(stamp, sizeof stamp, "%F %TZ", gmtime(&(time_t) {time(NULL)}));
    snprintf(line, sizeof line, "%s matriarch-guard: %s %d%s\n", stamp, what, number, more);
    dprintf(report_file, "%s", line);
    if (poll(&out, 1, 0) > 0)
        dprintf(STDERR_FILENO, "%s", line);
}

static ssize_t slurp(int folder, const char *name, char *text, size_t size) {
    int file = openat(folder, name, O_RDONLY | O_CLOEXEC);
    ssize_t length = 0, more; /* /proc gives a page at a time */
    while (file >= 0 && (more = read(file, text + length, size - 1 - (size_t) length)) > 0)
        length += more;
    close(file);
    text[length] = 0;
    return length;
}

/* proc(5), stat: the name in parentheses may itself contain anything. Zeros for a pid that is free. */
static struct process look(pid_t pid) {
    static char name[64], text[1024];
    struct process found = {.pid = pid};
    char state, *rest;
    unsigned flags;
    unsigned long pending;
    snprintf(name, sizeof name, "/proc/%d/stat", (int) pid);
    if (pid <= 1 || slurp(AT_FDCWD, name, text, sizeof text) <= 0 || (rest = strrchr(text, ')')) == NULL
        || sscanf(rest + 1, " %c %d %*d %*d %*d %*d %u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu"
                  " %*u %*d %*u %*u %*u %*u %*u %*u %lu",
                  &state, &found.parent, &flags, &found.start, &pending) != 5)
        return (struct process) {0};
    found.lives = strchr("ZXx", state) == NULL;
    found.dying = (flags & 4) != 0 /* PF_EXITING */ || (pending & 1UL << (SIGKILL - 1)) != 0;
    return found;
}

static int is_alive(struct process one) {
    struct process now = look(one.pid);
    return one.start != 0 && now.start == one.start && now.lives;
}

/* A PostgreSQL that works in the data directory: not a shell, nor a copy of its log, that does. */
static int is_postgres(pid_t pid) {
    static char name[64], program[4096];
    struct stat there;
    snprintf(name, sizeof name, "/proc/%d/exe", (int) pid);
    ssize_t length = readlink(name, program, sizeof program - 1);
    program[length < 0 ? 0 : length] = 0;
    char *slash = strrchr(program, '/');
    if (slash == NULL || (strstr(slash, "postgres") == NULL && strstr(slash, "postmaster") == NULL))
        return 0;
    snprintf(name, sizeof name, "/proc/%d/cwd", (int) pid);
    return stat(name, &there) == 0 && there.st_dev == home.st_dev && there.st_ino == home.st_ino;
}

/* The postmaster first, so that it starts no new ones; then at once its children, wherever they work. */
static struct process kill_family(int folder, int *killed) {
    static char name[64], children[65536];
    slurp(folder, "postmaster.pid", name, sizeof name);
    pid_t pid = (pid_t) labs(strtol(name, NULL, 10)); /* a server in single-user mode writes a minus */
    struct process postmaster = look(pid);
    if (!postmaster.lives || !is_postgres(pid))
        return (struct process) {0};
    snprintf(name, sizeof name, "/proc/%d/task/%d/children", (int) pid, (int) pid);
    slurp(AT_FDCWD, name, children, sizeof children);
    /* A pid that is given away after this moment belongs to a process with a later start. */
    unsigned long long ticks = (unsigned long long) (boottime() / (SECOND / sysconf(_SC_CLK_TCK)));
    *killed += kill(pid, SIGKILL) == 0;
    for (char *word = children; (pid = (pid_t) strtol(word, &word, 10)) > 1;) {
        struct process child = look(pid);
        *killed += child.lives && !child.dying && child.start < ticks && kill(pid, SIGKILL) == 0;
    }
    return postmaster;
}

/* Again and again; one with SIGKILL pending that a hung disk holds runs no code of its own any more. */
static void end_all(struct process postmaster, int *killed) {
    long long patience = boottime() + DYING;
    int left, before;
    do {
        struct dirent *entry;
        int parent_lives = is_alive(postmaster);
        left = 0, before = *killed;
        for (rewinddir(proc); (entry = readdir(proc)) != NULL;) {
            struct process one = look((pid_t) strtol(entry->d_name, NULL, 10));
            if (one.lives && ((parent_lives && one.parent == postmaster.pid) || is_postgres(one.pid))) {
                left++;
                *killed += kill(one.pid, SIGKILL) == 0 && !one.dying;
            }
        }
        nanosleep(&(struct timespec) {0, left > 0 ? 1000000 : 0}, NULL);
    } while (left > 0 && (*killed > before || boottime() < patience));
}

/* Sees to it that a start by hand comes up read-only; returns what it left. */
static const char *leave_mark(int folder) {
    static char version[16];
    if (slurp(folder, "PG_VERSION", version, sizeof version) <= 0)
        return "nothing: there is no data";
    const char *name = strtol(version, NULL, 10) >= 12 ? "standby.signal" : "recovery.conf";
    int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return errno == EEXIST ? name : "NO MARK: a start by hand would come up writable";
    if (name[0] == 'r')
        dprintf(file, "standby_mode = 'on'\n");
    close(file);
    return name;
}

/* due is the deadline that has passed, 0 when the agent ordered it. */
static void fence(long long due) {
    static char more[4300];
    int killed = 0;
    long long begun = boottime();
    int folder = open(data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    stat(data, &home);
    struct process postmaster = kill_family(folder, &killed);
    end_all(postmaster, &killed);
    long long took = (boottime() - begun) / 1000, late = due == 0 ? 0 : (begun - due) / 1000;
    const char *mark = leave_mark(folder), *why = due == 0 ? "ordered" : "deadline";
    end_all(postmaster, &killed); /* what was started before the mark was there */
    deadline = 0;
    tell("fenced %s %d %lld %lld %s\n", why, killed, late, took, data);
    answer_by = due != 0 && is_alive(master) ? boottime() + ANSWER : 0;
    snprintf(more, sizeof more, " processes of %s (%s at %lld, begun %lld us later, all gone %lld us after"
             " that), left %s", data, why, due == 0 ? begun : due, late, took, mark);
    report("killed", killed, more);
    close(folder);
}

static void obey(const char *line) {
    char word[16] = "";
    long long number, until = 0;
    int words = sscanf(line, "%15s %lld %lld", word, &number, &until);
    int is_limit = strcmp(word, "limit") == 0, is_disarm = strcmp(word, "disarm") == 0;
    answer_by = 0;
    if (strcmp(word, "kill") == 0) {
        fence(0);
    } else if (words == 3 - is_disarm && (is_limit || is_disarm || strcmp(word, "arm") == 0)) {
        stat(data, &home);
        if (number > sequence) { /* the newest order counts, not the latest deadline */
            sequence = number;
            deadline = is_limit && deadline != 0 && deadline < until ? deadline : until;
            if (!is_disarm && deadline <= 0)
                deadline = 1; /* long ago, not never */
        }
        tell("armed %lld %lld %s\n", sequence, deadline, data);
    }
}

static void hear(void) {
    static char inbox[1024];
    ssize_t more = 1;
    while (agent >= 0 && (more = read(agent, inbox + inbox_length, sizeof inbox - inbox_length - 1)) > 0) {
        char *line = inbox, *end;
        inbox[inbox_length += (size_t) more] = 0;
        for (; (end = strchr(line, '\n')) != NULL; line = end + 1) {
            *end = 0;
            obey(line);
        }
        memmove(inbox, line, inbox_length -= (size_t) (line - inbox));
    }
    if (agent >= 0 && (more == 0 || (errno != EAGAIN && errno != EINTR)))
        agent = (close(agent), -1);
}

static void welcome(void) {
    int caller;
    while ((caller = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        struct ucred peer = {0, (uid_t) -1, 0};
        socklen_t size = sizeof peer;
        getsockopt(caller, SOL_SOCKET, SO_PEERCRED, &peer, &size);
        struct process who = look(peer.pid);
        if ((peer.uid == geteuid() || peer.uid == 0) && who.lives && who.start >= master.start) {
            if (who.pid != master.pid || who.start != master.start)
                sequence = -1, answer_by = 0;
            close(agent);
            agent = caller, master = who, inbox_length = 0;
            tell("hello 1 %lld %lld %s\n", sequence, deadline, data);
        } else {
            dprintf(caller, "refused\n");
            close(caller);
        }
    }
}

/* The only guard of this place, hard to end and quick to act as far as we are permitted; or the end. */
static void settle(char **names) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char *base = strrchr(names[3], '/'), stack[65536];
    for (const char *one = (char[]) {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2,
                                     SIGCHLD, SIGTSTP, SIGTTIN, SIGTTOU, 0}; *one != 0; one++)
        signal(*one, SIG_IGN);
    setsid();
    umask(077);
    int lock = open(names[2], O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    report_file = open(names[4], O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0 || flock(lock, LOCK_EX | LOCK_NB) < 0 || ftruncate(lock, 0) < 0 || report_file < 0
        || dprintf(lock, "%d %llu\n", (int) getpid(), look(getpid()).start) < 0)
        exit((printf("%s and %s cannot be had: %s\n", names[2], names[4], strerror(errno)), 1));
    /* By its last name alone, for an address takes but 107 bytes; /proc/PID/cwd leads others here. */
    *base++ = 0;
    strncpy(address.sun_path, base, sizeof address.sun_path - 1);
    listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (chdir(names[3][0] == 0 ? "/" : names[3]) < 0 || (unlink(address.sun_path) < 0 && errno != ENOENT)
        || bind(listener, (struct sockaddr *) &address, sizeof address) < 0 || listen(listener, 8) < 0)
        exit((printf("cannot listen on %s in %s: %s\n", base, names[3], strerror(errno)), 1));
    memset(stack, 1, sizeof stack);
    __asm__ volatile("" : : "r"(stack) : "memory"); /* so that the stack is there before it is locked */
    mlockall(MCL_CURRENT);
    if (sched_setscheduler(0, SCHED_RR, &(struct sched_param) {.sched_priority = 1}) < 0 && nice(-20) < 0)
        errno = 0; /* not permitted */
    int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    dprintf(score, "-1000");
    close(score);
}

int main(int count, char **arguments) {
    int timer = timerfd_create(CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    proc = opendir("/proc");
    if (count != 5 || arguments[1][0] != '/' || arguments[3][0] != '/' || proc == NULL || timer < 0)
        return printf("usage: matriarch-guard /DATA_DIRECTORY LOCK_FILE /SOCKET LOG_FILE\n") > 0 ? 2 : 3;
    data = arguments[1];
    settle(arguments);
    for (long long leave_at = boottime() + 10 * SECOND;;) {
        struct pollfd wake[] = {{listener, POLLIN, 0}, {timer, POLLIN, 0}, {agent, POLLIN, 0}};
        long long at = answer_by != 0 && (deadline == 0 || answer_by < deadline) ? answer_by : deadline;
        if (agent < 0 && at == 0) /* a new one waits that long for an agent */
            at = leave_at;
        timerfd_settime(timer, TFD_TIMER_ABSTIME, &(struct itimerspec) {
                            .it_value = {at / SECOND, at % SECOND}}, NULL);
        poll(wake, 3, -1);
        welcome(); /* what is waiting comes first: it may take the deadline back */
        hear();
        if (deadline != 0 && boottime() >= deadline)
            fence(deadline);
        if (answer_by != 0 && boottime() >= answer_by) {
            answer_by = 0; /* its library would keep the session, and so the lock, with nobody writing */
            if (is_alive(master) && kill(master.pid, SIGKILL) == 0)
                report("the agent with pid", master.pid, " did not answer to the fence and was killed");
        }
        if (agent < 0 && deadline == 0 && answer_by == 0 && boottime() >= leave_at)
            return 0;
    }
}
