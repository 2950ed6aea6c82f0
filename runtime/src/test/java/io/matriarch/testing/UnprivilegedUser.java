package io.matriarch.testing;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Optional;

/**
 * The user that PostgreSQL and agents run as in tests: we ourselves, unless we are root, whom
 * PostgreSQL's programs refuse.
 *
 * @param name its name
 * @param uid its number
 * @param gid the number of its group
 * @param prefix words that make a command run as this user, replacing themselves by it; empty when
 *     we are that user
 */
public record UnprivilegedUser(String name, int uid, int gid, List<String> prefix) {
    private static final List<String> PREFERRED = List.of("postgres", "nobody");

    public UnprivilegedUser {
        prefix = List.copyOf(prefix);
    }

    /**
     * Whom to use here.
     *
     * @throws IllegalStateException when we are root and there is nobody else, or no way to become
     *     somebody else
     */
    public static UnprivilegedUser choose() {
        try {
            int uid = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            int gid = (int) Files.getAttribute(Path.of("/proc/self"), "unix:gid");
            if (uid != 0) {
                return new UnprivilegedUser(System.getProperty("user.name"), uid, gid, List.of());
            }
            return PREFERRED.stream()
                    .flatMap(name -> lookUp(name).stream())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("there is no user but root"));
        } catch (IOException e) {
            throw new IllegalStateException("cannot tell who we are", e);
        }
    }

    /** Makes a file or directory belong to this user. */
    public void own(Path path) throws IOException {
        if (prefix.isEmpty()) {
            return;
        }
        UserPrincipalLookupService users = FileSystems.getDefault().getUserPrincipalLookupService();
        UserPrincipal owner = users.lookupPrincipalByName(name);
        GroupPrincipal group = users.lookupPrincipalByGroupName(Integer.toString(gid));
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class);
        view.setOwner(owner);
        view.setGroup(group);
    }

    private static Optional<UnprivilegedUser> lookUp(String name) {
        try {
            return Files.readAllLines(Path.of("/etc/passwd")).stream()
                    .map(line -> line.split(":"))
                    .filter(fields -> fields.length > 3 && fields[0].equals(name))
                    .map(fields -> of(name, fields[2], fields[3]))
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static UnprivilegedUser of(String name, String uid, String gid) {
        return new UnprivilegedUser(
                name, Integer.parseInt(uid), Integer.parseInt(gid), prefix(name, uid, gid));
    }

    private static List<String> prefix(String name, String uid, String gid) {
        if (isInstalled("setpriv")) {
            return List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--");
        }
        if (isInstalled("runuser")) {
            return List.of("runuser", "-u", name, "--");
        }
        if (isInstalled("su")) {
            return List.of("su", "-s", "/bin/sh", name, "-c", "exec \"$0\" \"$@\"", "--");
        }
        throw new IllegalStateException("no setpriv, runuser or su to become " + name);
    }

    private static boolean isInstalled(String program) {
        return List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
