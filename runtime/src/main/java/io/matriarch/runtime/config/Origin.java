package io.matriarch.runtime.config;

/**
 * Where a setting was written.
 *
 * @param source a file name, or an environment variable
 * @param line the line in the file, from 1; 0 where lines mean nothing
 */
record Origin(String source, int line) {
    @Override
    public String toString() {
        return line > 0 ? source + " line " + line : source;
    }
}
