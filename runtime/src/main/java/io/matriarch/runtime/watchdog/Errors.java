package io.matriarch.runtime.watchdog;

/** What Linux means by the errors that a watchdog device may give (errno(3)). */
final class Errors {
    private Errors() {}

    static String text(int number) {
        return switch (number) {
            case 1 -> "operation not permitted";
            case 2 -> "no such file";
            case 5 -> "input/output error";
            case 6, 19 -> "no such device";
            case 9 -> "bad file descriptor";
            case 13 -> "permission denied";
            case 16 -> "another program uses it";
            case 22 -> "value refused";
            case 25 -> "it is not a watchdog";
            case 95 -> "not supported by this device";
            default -> "error " + number;
        };
    }
}
